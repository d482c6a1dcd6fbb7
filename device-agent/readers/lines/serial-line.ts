/** A reader on a serial port, or on what the kernel shows as one. */
import { existsSync } from 'node:fs';
import { openSerial } from '../../ports.ts';
import { ANSWER_TIMES } from '../sam/sam-reader.ts';
import { openAtItsSpeed } from './find-speed.ts';
import type { Line } from './line.ts';

export function serialLine(path: string, baud: number | 'auto', statusMs = ANSWER_TIMES.statusMs): Line {
  return {
    name: path,
    isPresent: async () => existsSync(path),
    open: () =>
      baud === 'auto'
        ? openAtItsSpeed((found) => openSerial({ path, baud: found }), statusMs)
        : openSerial({ path, baud }),
  };
}
