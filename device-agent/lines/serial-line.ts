/** A serial port, or what the kernel shows as one, at a given speed. */
import { existsSync } from 'node:fs';
import { openSerial } from '../ports.ts';
import type { Flow } from './addresses.ts';
import { drained } from './drain.ts';
import type { Line } from './line.ts';

/** What an earlier conversation left in the line is gone when it is open. */
export function serialLine(path: string, baud: number, flow: Flow = 'none'): Line {
  return {
    name: path,
    isPresent: async () => existsSync(path),
    open: async () => drained(await openSerial({ path, baud, flow })),
  };
}
