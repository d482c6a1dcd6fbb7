/** A visit: one resident's time at a kiosk, opened by an identity assertion. */
import {
  array,
  type InferOutput,
  isoTimestamp,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  uuid,
} from 'valibot';
import { offer } from './decisions.ts';
import { answers } from './notices.ts';
import { certificateNumber, civilDate, level, sealedEnvelope, serviceId } from './words.ts';

/** POST /api/visits: 201 `visitOpened`; 401 `assertion_invalid`, `assertion_replayed`, `kiosk_unknown`. */
export const visitRequest = object({ assertion: sealedEnvelope });

/** A certificate of this resident that is still valid and whose last copy nobody is known to hold. */
const unreceived = object({
  number: certificateNumber,
  copy: number(),
  service: serviceId,
  validUntil: civilDate,
  /** `uncertain`: it may have come out, and nobody has said. */
  fate: picklist(['not_printed', 'uncertain']),
});
export type Unreceived = InferOutput<typeof unreceived>;

export const visitOpened = object({
  /** Bearer token of this visit; kept in memory only. */
  token: string(),
  visit: object({
    id: pipe(string(), uuid()),
    community: object({ code: string(), name: string() }),
    maskedName: string(),
    level,
    expiresAt: pipe(string(), isoTimestamp()),
  }),
  /** Judged by what this house knows without asking a department. What leads the home screen comes first. */
  offers: array(offer),
  /** The youngest first. */
  unreceived: array(unreceived),
});
export type VisitOpened = InferOutput<typeof visitOpened>;

/**
 * POST /api/checks with the visit's token: 200 `offer`; 401 `visit_over`, 404 `not_found`. Now the departments are asked
 * too; a query has its answer in it.
 */
export const check = object({ service: serviceId, answers: optional(answers, {}) });

/**
 * POST /api/matches with the visit's token: 200 `matches`; 401 `visit_over`. The resident wished that departments be
 * asked for every benefit.
 */
export const matches = object({ offers: array(offer) });

/** DELETE /api/visits/current with the visit's token: 204; 401 `visit_over`. */
