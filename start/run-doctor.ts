/**
 * `npm run doctor [-- --kiosk FILE] [--probe | --write [FILE]]`: how the devices of a kiosk are; of the demonstration's,
 * when no file is named and there is one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demoKioskFile } from './demo-settings.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export function runDoctor(args: string[]): Promise<number> {
  const named = args.map((arg) => arg.replace(/^--kiosk(?==|$)/u, '--settings'));
  const saysWhat = named.some((arg) => /^--(settings|probe|write)/u.test(arg));
  const demo = !saysWhat && existsSync(demoKioskFile) ? ['--settings', demoKioskFile] : [];
  return runToEnd(process.execPath, [join(root, 'device-agent/doctor.ts'), ...named, ...demo]);
}
