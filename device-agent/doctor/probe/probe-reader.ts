/** Asks what hangs on a reader's line, by the agent's own line and driver, one speed or framing after the other. */
import type { Duplex } from 'node:stream';
import type { Fault } from '../../contract/faults.ts';
import { letGo } from '../../lines/let-go.ts';
import { SPEEDS } from '../../readers/lines/find-speed.ts';
import { framingsOf } from '../../readers/lines/hid/known-hid-readers.ts';
import { lineOf } from '../../readers/lines/line-of.ts';
import { ReaderFault } from '../../readers/reader-fault.ts';
import { ANSWER_TIMES, SamReader } from '../../readers/sam/sam-reader.ts';
import type { ReaderSettings } from '../../settings.ts';

export type Probed =
  | ProbedReader
  /** Nothing answered as a reader, or nothing is there. */
  | { readonly kind: 'none'; readonly fault: Extract<Fault, 'reader_absent' | 'reader_silent'> }
  | { readonly kind: 'closed'; readonly because: string };

export interface ProbedReader {
  readonly kind: 'reader';
  /** The settings with the speed or the framing at which it answered. */
  readonly at: ReaderSettings;
  /** From the question for its status to the answer. */
  readonly answeredInMs: number;
  readonly samId: string | undefined;
  /** It answers that it is out of order. */
  readonly fault: Fault | undefined;
}

export interface ProbePatience {
  /** Everything is tried once; until then, again: a module that was just powered wakes meanwhile. */
  readonly untilMs: number;
  readonly statusMs?: number | undefined;
}

export async function probeReader(reader: ReaderSettings, patience: ProbePatience): Promise<Probed> {
  const { untilMs, statusMs = ANSWER_TIMES.statusMs } = patience;
  const until = performance.now() + untilMs;
  do {
    for (const at of waysTo(reader)) {
      const probed = await probeAt(at, statusMs);
      if (probed.kind !== 'none' || probed.fault === 'reader_absent') return probed;
    }
  } while (performance.now() < until);
  return { kind: 'none', fault: 'reader_silent' };
}

function waysTo(reader: ReaderSettings): ReaderSettings[] {
  if (reader.kind === 'serial' && reader.baud === 'auto') return SPEEDS.map((baud) => ({ ...reader, baud }));
  if (reader.kind === 'hid' && reader.framing === 'auto')
    return framingsOf(reader.vendorId, reader.productId).map((framing) => ({ ...reader, framing }));
  return [reader];
}

async function probeAt(at: ReaderSettings, statusMs: number): Promise<Probed> {
  let line: Duplex | undefined;
  try {
    line = await lineOf(at).open();
    return await askReader(at, new SamReader(line, { statusMs }));
  } catch (error) {
    if (!(error instanceof ReaderFault)) return { kind: 'closed', because: String(error) };
    return { kind: 'none', fault: error.code === 'reader_absent' ? error.code : 'reader_silent' };
  } finally {
    if (line) await letGo(line);
  }
}

/** @throws ReaderFault when no frame that checks comes back */
async function askReader(at: ReaderSettings, reader: SamReader): Promise<ProbedReader> {
  const askedAt = performance.now();
  const fault = await troubleOf(() => reader.checkStatus());
  const answeredInMs = performance.now() - askedAt;
  let samId: string | undefined;
  await troubleOf(async () => {
    samId = await reader.samId();
  });
  return { kind: 'reader', at, answeredInMs, samId, fault };
}

/** The fault that the reader itself names. @throws ReaderFault when it is the line's */
async function troubleOf(ask: () => Promise<void>): Promise<Fault | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof ReaderFault && error.status !== undefined) return error.code;
    throw error;
  }
}
