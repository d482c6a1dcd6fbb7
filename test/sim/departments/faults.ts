/** What can be wrong with a simulated department, and what it does to an answer. */
import {
  type InferOutput,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  picklist,
  pipe,
  strictObject,
  variant,
} from 'valibot';

const ms = pipe(number(), integer(), minValue(0), maxValue(3_600_000));

export const fault = variant('kind', [
  strictObject({ kind: literal('slow'), ms }),
  /** Its clock is ahead of ours. */
  strictObject({ kind: literal('skewed_clock'), ms }),
  strictObject({
    kind: picklist([
      /** Hangs up; all departments together: nobody listens any more. */
      'down',
      /** Never answers. */
      'hang',
      'garbage',
      /** One byte after the other, for ever. */
      'drip',
      /** A page of some proxy, with 200. */
      'html',
      /** 200, and not one byte. */
      'empty',
      /** Each answer under two names that are the same. */
      'twice_told',
      /** The record of somebody else, as it says itself. */
      'another_person',
      'half_answer',
      'wrong_secret',
      'error_500',
      'error_404',
      /** Sends whoever asks to another address. */
      'moved',
      /** Says more than it was asked for. */
      'extra_fields',
      'wrong_types',
      'endless',
      /** X-Road: the proof, or the id, of another request. */
      'wrong_hash',
      'wrong_id',
      'not_permitted',
    ]),
  }),
]);
export type Fault = InferOutput<typeof fault>;
export type FaultKind = Fault['kind'];

const ANOTHER = '610202199001010038';

/** What nobody asked for; a test looks for it everywhere. */
export const CANARY = 'canary-5d1e';

/** The record as a department with this fault would send it. */
export function spoilt(record: Readonly<Record<string, unknown>>, kind: FaultKind | undefined): unknown {
  if (kind === 'extra_fields')
    return { ...record, HYZK: CANARY, JTCY: [{ XM: CANARY }], ['__proto__']: { XM: CANARY } };
  if (kind === 'another_person') return { ...record, GMSFHM: ANOTHER, idNumber: ANOTHER };
  if (kind !== 'wrong_types') return record;
  return Object.fromEntries(Object.keys(record).map((field) => [field, { value: CANARY }]));
}
