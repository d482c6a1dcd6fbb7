/** What was asked for under a caller's id, and what was answered: asked again, the same answer, whatever happened between. */
import { createHash, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Tables } from '../store/tables.ts';

export interface Asked {
  readonly visit: string;
  readonly request: string;
  readonly service: string;
  readonly wishSha256: Buffer;
}

/** Over everything that was wished. */
export function wishHash(wish: Readonly<Record<string, string>>): Buffer {
  return createHash('sha256').update(canonicalJson(wish)).digest();
}

export type Earlier =
  | { readonly kind: 'issued'; readonly answer: CertificateIssued }
  /** The id was used for another wish. */
  | { readonly kind: 'request_differs' };

/** Undefined when this was not asked before. */
export async function earlierAnswer(
  db: Kysely<Tables>,
  { visit, request, wishSha256 }: Asked,
): Promise<Earlier | undefined> {
  const row = await db
    .selectFrom('application')
    .select(['wish_sha256', 'answer'])
    .where('visit', '=', visit)
    .where('request', '=', request)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.wish_sha256.equals(wishSha256)
    ? { kind: 'issued', answer: row.answer }
    : { kind: 'request_differs' };
}

/**
 * Writes the application down, first of all rows of its transaction: whoever comes second waits here until the first
 * has committed. Answers its row id, undefined when it was written before.
 */
export async function writeApplication(
  trx: Transaction<Tables>,
  asked: Asked,
  answer: CertificateIssued,
  now: Date,
): Promise<string | undefined> {
  const row = await trx
    .insertInto('application')
    .values({
      id: randomUUID(),
      visit: asked.visit,
      request: asked.request,
      wish_sha256: asked.wishSha256,
      service: asked.service,
      answer: JSON.stringify(answer),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['visit', 'request']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
