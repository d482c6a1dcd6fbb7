/** What departments said in a visit: kept sealed with its evidence, found again for the same service, emptied in time. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { DepartmentAnswer } from '../departments/department.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { SourceAnswer } from '../rules/source-answer.ts';
import type { Db } from '../store/database.ts';
import type { Visit } from './visit.ts';

/** After the visit is over: long enough to answer a complaint about it. Assumed; no rule names a number. */
const ANSWERS_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export interface Learned extends DepartmentAnswer {
  readonly source: string;
  /** The service. */
  readonly purpose: string;
  /** Names of facts and tables. */
  readonly fields: readonly string[];
}

export const actorOf = ({ kiosk }: Pick<Visit, 'kiosk'>): string => `kiosk:${kiosk}`;

/**
 * All that one decision learned, in one statement. False when the visit ended meanwhile: then the ledger has the looks,
 * and nobody has the answers.
 */
export async function keepAnswers(
  db: Db,
  { fields: cipher }: Keyring,
  visit: Visit,
  learned: readonly Learned[],
): Promise<boolean> {
  if (learned.length === 0) return true;
  const expiresAt = new Date(visit.expiresAt.getTime() + ANSWERS_KEPT_DAYS * DAY_MS);
  const rows = learned.map(({ source, purpose, fields, answer, evidence }) => {
    const id = randomUUID();
    return {
      id,
      at: new Date(evidence.at),
      subject: visit.subject,
      visit: visit.id,
      kiosk: visit.kiosk,
      actor: actorOf(visit),
      purpose,
      source,
      fields: JSON.stringify(fields),
      state: answer.state,
      request_id: evidence.requestId,
      evidence_sealed: cipher.seal(placeOf(id, 'evidence'), JSON.stringify(evidence)),
      answer_sealed: whileOpen(visit, cipher.seal(placeOf(id, 'answer'), JSON.stringify(answer))),
      answer_expires_at: expiresAt,
    };
  });
  const kept = await db
    .insertInto('department_query')
    .values(rows)
    .returning((row) => row('answer_sealed', 'is not', null).as('has_answer'))
    .execute();
  return kept.every(({ has_answer }) => has_answer);
}

function whileOpen({ id }: Visit, sealed: Buffer) {
  const isOpen = sql`exists (select from visit where id = ${id} and ended_at is null)`;
  return sql<Buffer | null>`case when ${isOpen} then ${sealed}::bytea end`;
}

/** What this visit was told already for this service, by source; a source that could not tell is asked again. */
export async function rememberedAnswers(
  db: Db,
  { fields: cipher }: Keyring,
  visit: Visit,
  purpose: string,
): Promise<ReadonlyMap<string, { answer: SourceAnswer; fields: readonly string[] }>> {
  const rows = await db
    .selectFrom('department_query')
    .select(['id', 'source', 'fields', 'answer_sealed'])
    .where('visit', '=', visit.id)
    .where('purpose', '=', purpose)
    .where('state', 'in', ['facts', 'not_found'])
    .orderBy('at')
    .execute();
  return new Map(
    rows.flatMap(({ id, source, fields, answer_sealed: sealed }) => {
      if (sealed === null) return [];
      const answer: SourceAnswer = JSON.parse(cipher.open(placeOf(id, 'answer'), sealed));
      return [[source, { answer, fields }] as const];
    }),
  );
}

/** What was asked, by whom and why stays; what was answered goes. */
export async function emptyExpiredAnswers(db: Db, now: number): Promise<void> {
  await db
    .updateTable('department_query')
    .set({ answer_sealed: null })
    .where('answer_expires_at', '<=', new Date(now))
    .where('answer_sealed', 'is not', null)
    .execute();
}

const placeOf = (row: string, column: 'answer' | 'evidence') => ({ table: 'department_query', column, row });
