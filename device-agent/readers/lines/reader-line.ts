/** The line to a reader whose speed or framing may have to be found out. */
import type { Duplex } from 'node:stream';
import { letGo } from '../../lines/closing.ts';
import type { Line } from '../../lines/line.ts';
import type { LineSettings } from '../../settings.ts';
import { ReaderFault } from '../reader-fault.ts';
import { ANSWER_TIMES, SamReader } from '../sam/sam-reader.ts';

export interface ReaderLine extends Line {
  /**
   * Where there are several ways, the stream of the first by which a SAM module answers its status question; a single
   * one is opened and nothing asked, for its reader may still be waking.
   * @throws ReaderFault reader_absent, reader_silent (no answer by any way); Error when it cannot be opened
   */
  open(): Promise<Duplex>;
  /** Every way that may lead to the reader, the likeliest first. @throws ReaderFault reader_absent */
  waysNow(): Promise<readonly Way[]>;
}

/** One way to a reader: at one speed, or in one framing. */
export interface Way {
  /** For people and the log: `at 57600 baud`, `in framing dk`. */
  readonly name: string;
  /** As kiosk.yaml would say it. */
  readonly at: LineSettings;
  /** A new stream with nothing old left in it, and nothing asked yet. */
  open(): Promise<Duplex>;
}

export function readerLine(
  line: Pick<ReaderLine, 'name' | 'isPresent' | 'waysNow'>,
  statusMs = ANSWER_TIMES.statusMs,
): ReaderLine {
  return {
    ...line,
    async open() {
      const ways = await line.waysNow();
      const [first, ...others] = ways;
      if (first !== undefined && others.length === 0) return first.open();
      for (const way of ways) {
        const stream = await way.open();
        if (await answersAsReader(stream, statusMs)) return stream;
        await letGo(stream);
      }
      const tried = new Set(ways.map(({ name }) => name));
      throw new ReaderFault('reader_silent', `${line.name}: no answer ${[...tried].join(', ')}`);
    },
  };
}

/** By a frame that checks. A module that answers "out of order" is a reader all the same. */
async function answersAsReader(stream: Duplex, statusMs: number): Promise<boolean> {
  try {
    await new SamReader(stream, { statusMs }).checkStatus();
    return true;
  } catch (error) {
    return error instanceof ReaderFault && error.status !== undefined;
  }
}
