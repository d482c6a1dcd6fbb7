/** GET /api/fleet: how the machines are. Nothing about people. */
import {
  array,
  type InferOutput,
  integer,
  isoTimestamp,
  minValue,
  nullable,
  number,
  object,
  pipe,
  string,
} from 'valibot';
import { heartbeat } from './kiosks.ts';
import { kioskId } from './words.ts';

const count = pipe(number(), integer(), minValue(0));

export const fleet = object({
  kiosks: array(
    object({
      id: kioskId,
      name: string(),
      /** Null until the first heartbeat. */
      lastSeenAt: nullable(pipe(string(), isoTimestamp())),
      reader: nullable(heartbeat.entries.reader),
      scanner: heartbeat.entries.scanner,
      printers: nullable(heartbeat.entries.printers),
      /** Jobs ordered today (Asia/Shanghai) by what became of them. */
      jobsToday: object({ ordered: count, done: count, not_printed: count, uncertain: count }),
      /** Certificate copies, of any day, of which nobody knows whether they were printed. */
      uncertainCopies: count,
    }),
  ),
});
export type Fleet = InferOutput<typeof fleet>;
