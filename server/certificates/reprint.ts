/** One more copy (补打) of a certificate whose last copy did not come out, or may not have. */
import { parse } from 'valibot';
import type { CertificateIssued, CopyWish } from '#server/contract/certificates.ts';
import { audit } from '../audit/audit.ts';
import type { Visit } from '../visits/visit.ts';
import { type Asked, earlierAnswer, wishHash, writeApplication } from './application.ts';
import { type Draft, draftCopy, type Workshop } from './draft.ts';
import { issueEntry } from './issue.ts';
import { paper } from './paper.ts';
import type { Undrawn } from './press-words.ts';
import { paperPlace, writeCopy } from './records.ts';

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
  const last = await lastCopy(workshop, visit, number);
  const service = last?.service ?? '';
  const asked: Asked = { visit: visit.id, request, service, wishSha256: wishHash({ number, reason }) };
  const earlier = await earlierAnswer(workshop.db, asked);
  if (earlier !== undefined) return earlier;
  if (last === undefined) return { kind: 'not_found' };
  if (last.state !== 'not_printed' && last.state !== 'uncertain') return { kind: 'copy_still_live' };
  const opened = workshop.keyring.fields.open(paperPlace(last.certificate), last.paper_sealed);
  const said = parse(paper, JSON.parse(opened));
  const drafted = await draftCopy(said, last.copy + 1, visit.kiosk, workshop, now);
  if (drafted.kind !== 'drafted') return drafted;
  return write(workshop, { asked, visit, last, draft: drafted.draft, now });
}

type LastCopy = NonNullable<Awaited<ReturnType<typeof lastCopy>>>;

function lastCopy({ db }: Workshop, visit: Visit, number: string) {
  return db
    .selectFrom('certificate')
    .innerJoin('certificate_copy', 'certificate_copy.certificate', 'certificate.id')
    .innerJoin('print_job', 'print_job.copy', 'certificate_copy.id')
    .select([
      'certificate.service',
      'certificate.paper_sealed',
      'certificate_copy.id',
      'certificate_copy.certificate',
      'certificate_copy.copy',
      'print_job.state',
    ])
    .where('certificate.number', '=', number)
    .where('certificate.visit', '=', visit.id)
    .where('certificate_copy.superseded_at', 'is', null)
    .executeTakeFirst();
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
      const { numUpdatedRows } = await trx
        .updateTable('certificate_copy')
        .set({ superseded_at: at })
        .where('id', '=', last.id)
        .where('superseded_at', 'is', null)
        .executeTakeFirst();
      if (application === undefined || numUpdatedRows !== 1n) throw new Superseded();
      await writeCopy(trx, keyring, last.certificate, visit.kiosk, draft, at);
      await audit(trx, at, issueEntry(visit, draft, 'copy_issued'));
    });
    return { kind: 'issued', answer: draft.answer };
  } catch (fault) {
    if (!(fault instanceof Superseded)) throw fault;
    return (await earlierAnswer(db, asked)) ?? { kind: 'copy_still_live' };
  }
}
