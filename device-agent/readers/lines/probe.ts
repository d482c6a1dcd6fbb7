import type { Duplex } from 'node:stream';
import { ReaderFault } from '../reader-fault.ts';
import { SamReader } from '../sam/sam-reader.ts';

/**
 * Whether the far end answers the status question of a SAM module with a frame that checks.
 * One that answers "out of order" is a reader all the same.
 */
export async function answersAsReader(line: Duplex, statusMs: number): Promise<boolean> {
  try {
    await new SamReader(line, { statusMs }).checkStatus();
    return true;
  } catch (error) {
    return error instanceof ReaderFault && error.status !== undefined;
  }
}
