/** What a department sent about a person, read once: only what was asked for leaves here, each of its declared type. */
import type { SourceFile, WrittenTable } from '../definitions/source-file.ts';
import { addDays, type CivilDate } from '../rules/civil-date.ts';
import type { Scalar } from '../rules/leaf-test.ts';
import type { Rows, SourceAnswer, SourceQuery } from '../rules/source-answer.ts';
import { DepartmentFault } from './department-fault.ts';
import { readCell, readValue } from './wire-values.ts';

type Fields = ReadonlyMap<string, unknown>;

export interface Told {
  readonly answer: SourceAnswer;
  /** Facts and tables that came in a wrong form: nobody knows them. Names as in the source file. */
  readonly unusable: readonly string[];
}

/** The wire names behind what is wanted, each once. */
export function wireFields({ facts, tables, fresh }: SourceFile, wanted: SourceQuery): string[] {
  const of = [
    ...wanted.facts.map((name) => facts[name]?.field),
    ...wanted.tables.map((name) => tables[name]?.field),
    fresh?.field,
  ];
  return [...new Set(of.filter((field) => field !== undefined))];
}

/** Throws DepartmentFault `malformed` for what is no record at all, or does not say of which day it is though it must. */
export function readRecord(file: SourceFile, wanted: SourceQuery, record: unknown, today: CivilDate): Told {
  const fields = fieldsOf(record);
  const asOf = staleSince(file, fields, today);
  if (asOf !== undefined) return { answer: { state: 'stale', asOf }, unusable: [] };
  const facts = factsOf(file, wanted, fields);
  const tables = tablesOf(file, wanted, fields);
  return {
    answer: {
      state: 'facts',
      facts: Object.fromEntries(facts.good),
      tables: Object.fromEntries(tables.good),
    },
    unusable: [...facts.unusable, ...tables.unusable],
  };
}

function fieldsOf(record: unknown): Fields {
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
    return new Map(Object.entries(record));
  }
  throw new DepartmentFault('malformed');
}

function staleSince({ fresh }: SourceFile, fields: Fields, today: CivilDate): CivilDate | undefined {
  if (fresh === undefined) return undefined;
  const asOf = readValue('date', fields.get(fresh.field));
  if (typeof asOf !== 'string') throw new DepartmentFault('malformed');
  return addDays(asOf, fresh.days) < today ? asOf : undefined;
}

interface Sorted<T> {
  readonly good: [string, T][];
  readonly unusable: string[];
}

/** A field that was not sent leaves its fact unknown; one that is `null` is known not to exist. */
function factsOf(file: SourceFile, wanted: SourceQuery, fields: Fields): Sorted<Scalar | null> {
  const sorted: Sorted<Scalar | null> = { good: [], unusable: [] };
  for (const name of wanted.facts) {
    const fact = file.facts[name];
    const raw = fact?.field === undefined ? undefined : fields.get(fact.field);
    if (fact === undefined || raw === undefined) continue;
    const value = raw === null ? null : readValue(fact.type, raw);
    if (value === undefined) sorted.unusable.push(name);
    else sorted.good.push([name, value]);
  }
  return sorted;
}

function tablesOf(file: SourceFile, wanted: SourceQuery, fields: Fields): Sorted<Rows> {
  const sorted: Sorted<Rows> = { good: [], unusable: [] };
  for (const name of wanted.tables) {
    const table = file.tables[name];
    const raw = table === undefined ? undefined : fields.get(table.field);
    if (table === undefined || raw === undefined) continue;
    const rows = readRows(table, raw);
    if (rows === undefined) sorted.unusable.push(name);
    else sorted.good.push([name, rows]);
  }
  return sorted;
}

/** All rows or none: a statement with a line left out would be a false one. */
function readRows({ columns }: WrittenTable, raw: unknown): Rows | undefined {
  if (!Array.isArray(raw)) return undefined;
  const rows: string[][] = [];
  for (const line of raw) {
    if (typeof line !== 'object' || line === null) return undefined;
    const fields = new Map<string, unknown>(Object.entries(line));
    const cells = columns.map((column) => readCell(column.as, fields.get(column.field)));
    if (cells.includes(undefined)) return undefined;
    rows.push(cells.filter((cell) => cell !== undefined));
  }
  return rows;
}
