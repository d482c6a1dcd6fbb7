/** A reader on a serial port, or on what the kernel shows as one. */
import { existsSync } from 'node:fs';
import { drained } from '../../lines/drain.ts';
import type { Line } from '../../lines/line.ts';
import { openSerial } from '../../ports.ts';
import { ANSWER_TIMES } from '../sam/sam-reader.ts';
import { openAtItsSpeed } from './find-speed.ts';

export function serialLine(path: string, baud: number | 'auto', statusMs = ANSWER_TIMES.statusMs): Line {
  const openAt = async (speed: number) => drained(await openSerial({ path, baud: speed }));
  return {
    name: path,
    isPresent: async () => existsSync(path),
    open: () => (baud === 'auto' ? openAtItsSpeed(openAt, statusMs) : openAt(baud)),
  };
}
