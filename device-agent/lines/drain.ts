import type { Duplex } from 'node:stream';

/** When what is left of an earlier conversation counts as gone. */
export interface Quiet {
  readonly forMs: number;
  /** A far end that never falls silent is listened to no longer. */
  readonly atMostMs: number;
}
/** Bytes of one answer follow each other faster than this, and the longest takes 2.4 s at 9600 baud. */
const QUIET: Quiet = { forMs: 60, atMostMs: 2500 };

/**
 * Throws away what an earlier conversation left in a line: stale bytes, and answers that are still on their way.
 * Resolves when it is quiet, when it was listened to long enough, or when the line closes.
 */
export async function drained<L extends Duplex>(line: L, { forMs, atMostMs }: Quiet = QUIET): Promise<L> {
  const over = Promise.withResolvers<void>();
  const longEnough = setTimeout(over.resolve, atMostMs);
  const quiet = setTimeout(over.resolve, forMs);
  const hear = () => quiet.refresh();
  line.on('data', hear).once('close', over.resolve);
  if (line.closed) over.resolve();
  await over.promise;
  clearTimeout(longEnough);
  clearTimeout(quiet);
  line.off('data', hear).off('close', over.resolve);
  return line;
}
