/** Slips that are no certificates: a refusal with its reasons, an answer, where to go, who looked at one's data. */
import { array, type InferOutput, literal, object, picklist, record, string, variant } from 'valibot';
import { jobId, requestId, serviceId } from './words.ts';

/** Code of the chosen answer by id of the question. */
export const answers = record(string(), string());

/**
 * POST /api/notices with the visit's token: 201 `noticeIssued`; 401 `visit_over`, 404 `not_found`, 409 `glyphs_missing`,
 * `text_too_long`, `request_differs`. Asked again with the same request, the same orders.
 */
export const noticeWish = object({
  requestId,
  about: variant('kind', [
    object({ kind: literal('service'), service: serviceId, answers }),
    object({ kind: literal('proof'), category: string() }),
    object({ kind: literal('ledger') }),
  ]),
});
export type NoticeWish = InferOutput<typeof noticeWish>;

export const noticeIssued = object({
  kind: literal('notice'),
  /** Print orders (JWS) in the order in which they are to be handed to the agent. */
  orders: array(object({ job: jobId, printer: picklist(['slip']), order: string() })),
});
export type NoticeIssued = InferOutput<typeof noticeIssued>;
