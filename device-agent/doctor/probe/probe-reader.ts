/** Asks what hangs on a reader's line, by the agent's own line and driver, one way after the other. */
import type { Fault } from '../../contract/faults.ts';
import { letGo } from '../../lines/closing.ts';
import type { ReaderLine, Way } from '../../readers/lines/reader-line.ts';
import { ReaderFault } from '../../readers/reader-fault.ts';
import { ANSWER_TIMES, SamReader } from '../../readers/sam/sam-reader.ts';
import type { LineSettings } from '../../settings.ts';

export type Probed =
  | ProbedReader
  /** Nothing answered as a reader, or nothing is there. */
  | { readonly kind: 'none'; readonly fault: Extract<Fault, 'reader_absent' | 'reader_silent'> }
  | { readonly kind: 'closed'; readonly thrown: unknown };

export interface ProbedReader {
  readonly kind: 'reader';
  /** With the speed or the framing at which it answered. */
  readonly at: LineSettings;
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

export async function probeReader(
  line: Pick<ReaderLine, 'waysNow'>,
  { untilMs, statusMs = ANSWER_TIMES.statusMs }: ProbePatience,
): Promise<Probed> {
  const until = performance.now() + untilMs;
  for (;;) {
    const probed = await probeOnce(line, statusMs);
    const isSilent = probed.kind === 'none' && probed.fault === 'reader_silent';
    if (!isSilent || performance.now() >= until) return probed;
  }
}

async function probeOnce(line: Pick<ReaderLine, 'waysNow'>, statusMs: number): Promise<Probed> {
  try {
    for (const way of await line.waysNow()) {
      const probed = await probeBy(way, statusMs);
      if (probed) return probed;
    }
    return { kind: 'none', fault: 'reader_silent' };
  } catch (error) {
    if (error instanceof ReaderFault) return { kind: 'none', fault: 'reader_absent' };
    return { kind: 'closed', thrown: error };
  }
}

/** Undefined when nothing answers as a reader. @throws ReaderFault reader_absent; Error when it cannot be opened */
async function probeBy(way: Way, statusMs: number): Promise<ProbedReader | undefined> {
  const stream = await way.open();
  try {
    return await askReader(way.at, new SamReader(stream, { statusMs }));
  } catch (error) {
    if (error instanceof ReaderFault && error.code !== 'reader_absent') return undefined;
    throw error;
  } finally {
    await letGo(stream);
  }
}

/** @throws ReaderFault when no frame that checks comes back */
async function askReader(at: LineSettings, reader: SamReader): Promise<ProbedReader> {
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
