/** One more copy (补打) of a certificate whose last copy did not come out, or may not have. */
import type { Transaction } from 'kysely';
import { parse } from 'valibot';
import type { CertificateIssued, CopyWish } from '#server/contract/certificates.ts';
import { type AuditEntry, audit } from '../../audit/audit.ts';
import { chinaDay } from '../../rules/civil-date.ts';
import type { Tables } from '../../store/tables.ts';
import type { Visit } from '../../visits/visit.ts';
import { type Asked, earlierAnswer, wishHash, writeApplication } from '../application.ts';
import { type Draft, draftCopy, type Workshop } from '../draft.ts';
import { issueEntry } from '../issue.ts';
import { paper } from '../papers/paper.ts';
import type { Undrawn } from '../press/press-words.ts';
import { paperPlace, writeCopy } from '../records.ts';
import { isInDoubt, type LastCopy, lastCopy, mayBeReplaced, supersede } from './last-copy.ts';
import { witnessEntry, writeWitness } from './witness.ts';

export type Reprinted =
  | { readonly kind: 'issued'; readonly answer: CertificateIssued }
  | { readonly kind: 'not_found' | 'copy_still_live' | 'request_differs' }
  | Undrawn;

/** Whoever comes second finds the former copy no longer live. */
class Superseded extends Error {}

/**
 * The new copy has the next copy number, and the former is no longer live. Only what the kiosk has told the server
 * counts: while the last copy may still come out, the answer is `copy_still_live`. `now`: ms since 1970.
 */
export async function reprint(
  workshop: Workshop,
  visit: Visit,
  wish: CopyWish,
  now: number,
): Promise<Reprinted> {
  const { requestId: request, number, reason } = wish;
  const last = await lastCopy(workshop.db, visit.subject, number);
  const service = last?.service ?? '';
  const asked: Asked = { visit: visit.id, request, service, wishSha256: wishHash({ number, reason }) };
  const earlier = await earlierAnswer(workshop.db, asked);
  if (earlier !== undefined) return earlier;
  if (last === undefined || last.valid_until < chinaDay(now)) return { kind: 'not_found' };
  if (!mayBeReplaced(last)) return { kind: 'copy_still_live' };
  const opened = workshop.keyring.fields.open(paperPlace(last.certificate), last.paper_sealed);
  const said = parse(paper, JSON.parse(opened));
  const drafted = await draftCopy(said, last.copy + 1, visit.kiosk, workshop, now);
  if (drafted.kind !== 'drafted') return drafted;
  return write(workshop, { asked, visit, last, draft: drafted.draft, now });
}

interface Written {
  readonly asked: Asked;
  readonly visit: Visit;
  readonly last: LastCopy;
  readonly draft: Draft;
  readonly now: number;
}

async function write(
  { db, keyring }: Workshop,
  { asked, visit, last, draft, now }: Written,
): Promise<Reprinted> {
  const at = new Date(now);
  try {
    await db.transaction().execute(async (trx) => {
      const application = await writeApplication(trx, asked, draft.answer, at);
      if (application === undefined || !(await isStillLast(trx, last))) throw new Superseded();
      const missed = await noteMissed(trx, visit, last, at);
      await supersede(trx, last.id, at);
      await writeCopy(trx, keyring, last.certificate, visit.kiosk, draft, at);
      await audit(trx, at, ...missed, copyEntry(visit, draft, last));
    });
    return { kind: 'issued', answer: draft.answer };
  } catch (fault) {
    if (!(fault instanceof Superseded)) throw fault;
    return (await earlierAnswer(db, asked)) ?? { kind: 'copy_still_live' };
  }
}

/** Holds the copies of this certificate until the transaction ends, but for rows that only refer to them. */
async function isStillLast(trx: Transaction<Tables>, { id, certificate }: LastCopy): Promise<boolean> {
  const copies = await trx
    .selectFrom('certificate_copy')
    .select('id')
    .where('certificate', '=', certificate)
    .orderBy('copy', 'desc')
    .forNoKeyUpdate()
    .execute();
  return copies[0]?.id === id;
}

/** Who asks for another copy of one in doubt says by it that it did not come. @throws Superseded when somebody saw it */
async function noteMissed(
  trx: Transaction<Tables>,
  visit: Visit,
  last: LastCopy,
  at: Date,
): Promise<AuditEntry[]> {
  if (!isInDoubt(last)) return [];
  const reason = 'missed_by_resident';
  if (!(await writeWitness(trx, { copy: last.id, reason, staff: null, at }))) throw new Superseded();
  return [witnessEntry(visit, { number: last.number, copy: last.copy, reason })];
}

function copyEntry(visit: Visit, draft: Draft, { copy, state }: LastCopy): AuditEntry {
  const entry = issueEntry(visit, draft, 'copy_issued');
  return { ...entry, details: { ...entry.details, former: copy, reason: state } };
}
