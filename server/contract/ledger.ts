/** Who read which of a resident's data, when and why: GET /api/ledger with the visit's token, 200 `ledger`; 401 `visit_over`. */
import { array, boolean, type InferOutput, isoTimestamp, object, picklist, pipe, string } from 'valibot';
import { localised } from './words.ts';

const looked = object({
  at: pipe(string(), isoTimestamp()),
  /** Whose data: 市公安局. */
  holder: localised,
  /** Who looked: this machine at the resident's own wish, or staff. */
  reader: localised,
  /** What was looked at: 登记日期. */
  what: array(localised),
  /** For which service or reason: 居住证明. */
  why: localised,
  outcome: picklist(['facts', 'not_found', 'unavailable', 'refused', 'stale']),
});
export type Looked = InferOutput<typeof looked>;

/** The newest first, at most `MOST_LOOKS`. */
export const MOST_LOOKS = 200;
export const ledger = object({ looks: array(looked), more: boolean() });
export type Ledger = InferOutput<typeof ledger>;
