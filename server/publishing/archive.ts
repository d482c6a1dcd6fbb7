/** The text of every definition that may decide here is kept, and an old decision is made again from it. */
import type { Kysely } from 'kysely';
import { parse, record, string } from 'valibot';
import { type Definition, type House, readDefinition } from '../definitions/definition-file.ts';
import { scalar } from '../definitions/words.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Facts, judge, leavesOf } from '../rules/judgement.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** Once known, a text is never written again. */
export async function archive(
  db: Kysely<Tables>,
  definitions: readonly Pick<Definition, 'sha256' | 'yaml'>[],
): Promise<void> {
  const rows = definitions.map(({ sha256, yaml }) => ({ sha256, yaml }));
  if (rows.length === 0) return;
  await db
    .insertInto('definition_text')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type Replayed =
  | { readonly kind: 'not_found' | 'definition_missing' }
  | {
      readonly kind: 'same' | 'different';
      readonly service: string;
      readonly version: number;
      readonly on: string;
      readonly result: string;
      readonly trace: readonly { readonly leaf: string; readonly truth: string }[];
    };

/** The decision behind a certificate, made again from what was kept of it. Throws `KeyFault`, RuleFault. */
export async function replay(
  { db, keyring, house }: { readonly db: Db; readonly keyring: Keyring; readonly house: House },
  certificate: string,
): Promise<Replayed> {
  const row = await db
    .selectFrom('decision')
    .innerJoin('certificate', 'certificate.application', 'decision.application')
    .selectAll('decision')
    .where('certificate.number', '=', certificate)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'not_found' };
  const text = await db
    .selectFrom('definition_text')
    .select('yaml')
    .where('sha256', '=', row.definition_sha256)
    .executeTakeFirst();
  if (text === undefined) return { kind: 'definition_missing' };
  const { condition } = readDefinition(`${row.service}@${row.version}`, text.yaml, house);
  const place = { table: 'decision', column: 'facts', row: row.application };
  const facts: Facts = JSON.parse(keyring.fields.open(place, row.facts_sealed));
  const parameters = parse(record(string(), scalar), row.parameters);
  const judged = judge(condition, { facts, parameters, today: row.decided_on });
  const trace = leavesOf(judged).map(({ leaf, truth }) => ({ leaf: leaf.id, truth }));
  const isSame = judged.truth === row.result && JSON.stringify(trace) === JSON.stringify(row.trace);
  const { service, version, decided_on: on } = row;
  return { kind: isSame ? 'same' : 'different', service, version, on, result: judged.truth, trace };
}
