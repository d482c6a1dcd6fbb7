import type { Duplex } from 'node:stream';
import { letGo } from '../../lines/let-go.ts';
import { ReaderFault } from '../reader-fault.ts';
import { answersAsReader } from './probe.ts';

/** Every speed a SAM module can be set to, its default first; the order in which the vendors' own kits look. */
export const SPEEDS = [115200, 57600, 38400, 19200, 9600] as const;

/**
 * Opens a line at each speed until the SAM module answers its status question with a frame that checks.
 * @throws ReaderFault reader_silent when none of the speeds brings an answer; whatever `openAt` throws
 */
export async function openAtItsSpeed(
  openAt: (baud: number) => Promise<Duplex>,
  answerWithinMs: number,
): Promise<Duplex> {
  for (const baud of SPEEDS) {
    const line = await openAt(baud);
    if (await answersAsReader(line, answerWithinMs)) return line;
    await letGo(line);
  }
  throw new ReaderFault('reader_silent', 'no answer at any speed');
}
