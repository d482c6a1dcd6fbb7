/** A slip that is no certificate, on its way to paper: written, signed and kept at once; asked again, the same orders. */
import { createHash, randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import { MEDIA } from '#server/contract/envelopes.ts';
import type { NoticeIssued, NoticeWish } from '#server/contract/notices.ts';
import { jobId } from '#server/contract/words.ts';
import { audit } from '../audit/audit.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { signOrder } from '../certificates/order.ts';
import type { Undrawn } from '../certificates/press/press-words.ts';
import { storeDocument } from '../documents/documents.ts';
import { recordJob } from '../kiosks/print-jobs.ts';
import type { Db } from '../store/database.ts';
import { actorOf } from '../visits/department-answers.ts';
import type { Visit } from '../visits/visit.ts';
import { type NoticeParts, type NoticeText, noticeText } from './notice-text.ts';

export type Noticed =
  | { readonly kind: 'issued'; readonly answer: NoticeIssued }
  | { readonly kind: 'request_differs' }
  | Exclude<NoticeText, { kind: 'slip' }>
  | Undrawn;

/** `now`: ms since 1970. */
export async function issueNotice(
  parts: NoticeParts,
  visit: Visit,
  wish: NoticeWish,
  now: number,
): Promise<Noticed> {
  const { db, press, keyring } = parts.office;
  const earlier = await earlierNotice(db, visit, wish);
  if (earlier !== undefined) return earlier;
  const text = await noticeText(parts, visit, wish.about, now);
  if (text.kind !== 'slip') return text;
  const dressed = await press.dress(text.slip);
  if (dressed.kind !== 'dressed') return dressed;
  const bytes = Buffer.from(JSON.stringify(dressed.slip));
  const document = createHash('sha256').update(bytes).digest('hex');
  const job = parse(jobId, randomUUID());
  const ordered = { kiosk: visit.kiosk, job, document, printer: 'slip' as const };
  const order = await signOrder({ ...ordered, pages: 1 }, keyring, now);
  const answer: NoticeIssued = { kind: 'notice', orders: [{ job, printer: 'slip', order }] };
  const isFirst = await db.transaction().execute(async (trx) => {
    // Held until this one is done: of two with the same request the second finds the first.
    await trx.selectFrom('visit').select('id').where('id', '=', visit.id).forUpdate().executeTakeFirst();
    if ((await earlierNotice(trx, visit, wish)) !== undefined) return false;
    await storeDocument(trx, keyring, { bytes, sha256: document }, MEDIA.receipt);
    await recordJob(trx, { ...ordered, copy: null, at: new Date(now) });
    await trx
      .insertInto('notice')
      .values(rowOf(visit, wish, answer, job, now))
      .execute();
    await audit(trx, new Date(now), entryOf(visit, wish, job));
    return true;
  });
  if (isFirst) return { kind: 'issued', answer };
  return (await earlierNotice(db, visit, wish)) ?? { kind: 'request_differs' };
}

async function earlierNotice(
  db: Pick<Db, 'selectFrom'>,
  visit: Visit,
  wish: NoticeWish,
): Promise<Extract<Noticed, { kind: 'issued' | 'request_differs' }> | undefined> {
  const row = await db
    .selectFrom('notice')
    .select(['wish_sha256', 'answer'])
    .where('visit', '=', visit.id)
    .where('request', '=', wish.requestId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.wish_sha256.equals(hashOf(wish))
    ? { kind: 'issued', answer: row.answer }
    : { kind: 'request_differs' };
}

function rowOf(visit: Visit, wish: NoticeWish, answer: NoticeIssued, job: string, now: number) {
  return {
    id: randomUUID(),
    visit: visit.id,
    request: wish.requestId,
    wish_sha256: hashOf(wish),
    kind: wish.about.kind,
    service: wish.about.kind === 'service' ? wish.about.service : null,
    job,
    answer: JSON.stringify(answer),
    created_at: new Date(now),
  };
}

function entryOf(visit: Visit, { about }: NoticeWish, job: string) {
  return {
    actor: actorOf(visit),
    action: 'notice_issued',
    subject: visit.subject.toString('hex'),
    kiosk: visit.kiosk,
    details: { visit: visit.id, job, ...(about.kind === 'service' ? { service: about.service } : {}) },
  };
}

const hashOf = ({ about }: NoticeWish): Buffer => createHash('sha256').update(canonicalJson(about)).digest();
