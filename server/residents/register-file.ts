import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { CivilDate } from '../rules/civil-date.ts';
import {
  COLUMNS,
  type Column,
  faultsOf,
  isAreaKnown,
  type Reason,
  type RegisterRow,
} from './register-row.ts';

const MAX_RECORD_BYTES = 16 * 1024;

/** `line` counts from 1, the header. `column` is missing where the whole line is meant. */
export interface BadValue {
  readonly kind: 'bad';
  readonly line: number;
  readonly column?: Column;
  readonly reason: Reason;
}
export interface GoodRow {
  readonly kind: 'good';
  readonly line: number;
  readonly row: RegisterRow;
  /** False when no table knows the province in the number: to be told, not to be refused. */
  readonly isAreaKnown: boolean;
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads a register file (UTF-8, RFC 4180) as it streams in; one item a good row, one a wrong value. */
export async function* readRegister(csv: Readable, today: CivilDate): AsyncGenerator<GoodRow | BadValue> {
  const lineOf = new Map<string, number>();
  let isHeader = true;
  try {
    for await (const { record, info } of records(csv)) {
      const line = info.lines;
      if (isHeader) {
        isHeader = false;
        const header = record.join();
        if (header === COLUMNS.join()) continue;
        return yield { kind: 'bad', line, reason: isText(header) ? 'wrong_header' : 'not_text' };
      }
      yield* checked(record, line, lineOf, today);
    }
    if (isHeader) yield { kind: 'bad', line: 1, reason: 'wrong_header' };
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    yield { kind: 'bad', line: lineAfter(fault), reason: 'not_csv' };
  }
}

function records(csv: Readable): AsyncIterable<CsvRecord> {
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  csv.once('error', (fault) => parser.destroy(fault));
  return csv.pipe(parser);
}

/** The parser notices an open quote far below it: the line after the last whole record is the better guide. */
const lineAfter = ({ records, empty_lines }: CsvError): number => Number(records) + Number(empty_lines) + 1;

/** A spreadsheet's own file, or text of another encoding, is full of these. */
const isText = (header: string): boolean => !/[\uFFFD\0]/u.test(header);

function* checked(
  record: readonly string[],
  line: number,
  lineOf: Map<string, number>,
  today: CivilDate,
): Generator<GoodRow | BadValue> {
  if (record.length !== COLUMNS.length) return yield { kind: 'bad', line, reason: 'wrong_columns' };
  const row = rowOf(record);
  const faults = faultsOf(row, today);
  for (const fault of faults) yield { kind: 'bad', line, ...fault };
  if (lineOf.has(row.id_number))
    return yield { kind: 'bad', line, column: 'id_number', reason: 'id_number_twice' };
  lineOf.set(row.id_number, line);
  if (faults.length === 0) yield { kind: 'good', line, row, isAreaKnown: isAreaKnown(row) };
}

function rowOf(record: readonly string[]): RegisterRow {
  const at = (column: Column): string => record[COLUMNS.indexOf(column)] ?? '';
  return {
    id_number: at('id_number').toUpperCase(),
    name: at('name'),
    sex: at('sex'),
    ethnic_code: at('ethnic_code'),
    birth: at('birth'),
    address: at('address'),
    community_code: at('community_code'),
    residence_since: at('residence_since'),
    household_id: at('household_id'),
    hukou_district: at('hukou_district'),
    phone: at('phone'),
  };
}
