/** A source of facts as written in server/sources/*.yaml: who holds it, what it can say, and what is said when it is silent. */
import {
  array,
  boolean,
  check,
  type InferOutput,
  maxLength,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
  string,
} from 'valibot';
import { FACT_TYPES } from '../rules/leaf-test.ts';
import { factName, scalar, sourceName, text, unknown, written } from './words.ts';

const fact = strictObject({
  type: picklist(FACT_TYPES),
  label: written,
  /** Name of the field on the department's wire; a source in this house has none. */
  field: optional(text),
  /** What a code means, for screen and paper. */
  values: optional(record(string(), written)),
  unknown: optional(unknown),
  /** What it means that the source has nobody of this name: whom no one pays, receives nothing. Left out, there is no value. */
  absent: optional(scalar),
});

const NO_SUM = '只有写钱的那一列（as: yuan，不是第一列）能写 sum';

/** Rows for paper and screen, such as months paid: no rule looks at them. */
const table = strictObject({
  label: written,
  field: text,
  columns: pipe(
    array(
      strictObject({
        field: text,
        label: written,
        /** How a cell is told: as it stands, a sum in fen as 元, YYYYMM as a month, YYYYMMDD as a day. */
        as: picklist(['text', 'yuan', 'month', 'day']),
        /** Of the width; all shares of a table together are 100. */
        share: number(),
        /** A column in yuan, not the first, whose sum stands under it on paper. */
        sum: optional(boolean(), false),
      }),
    ),
    minLength(1),
    maxLength(6),
    check((columns) => columns.every(({ as, sum }, at) => !sum || (as === 'yuan' && at > 0)), NO_SUM),
  ),
});

export const sourceFile = strictObject({
  source: sourceName,
  /** Who holds the data. */
  department: written,
  title: written,
  /** What asking costs: latency and intrusion. Cheap sources are asked first, those of one cost together. */
  cost: pipe(number(), minValue(0)),
  /** For every fact that names nobody of its own. */
  unknown,
  /** Field with the day of which the answer is, and how many days old it may be; older is `stale`. */
  fresh: optional(strictObject({ field: text, days: pipe(number(), minValue(0)) })),
  facts: record(factName, fact),
  tables: optional(record(factName, table), {}),
});
export type SourceFile = InferOutput<typeof sourceFile>;
export type WrittenTable = InferOutput<typeof table>;
