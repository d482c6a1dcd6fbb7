/** `npm run doctor [-- --kiosk FILE]`: how the devices of a kiosk are; of the demonstration's, when no file is named. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demoKioskFile } from './demo-settings.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export function runDoctor(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { kiosk: { type: 'string' } } });
  const settings = values.kiosk ? resolve(values.kiosk) : demoKioskFile;
  return runToEnd(process.execPath, [join(root, 'device-agent/doctor.ts'), '--settings', settings]);
}
