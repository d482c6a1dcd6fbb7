/** `npm run import -- residents FILE.csv [--server FILE]`: hands the register to the server's own program. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demoServerSettings } from './demo-settings.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export function importRegister(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { server: { type: 'string' } },
    allowPositionals: true,
  });
  const [what, file, ...more] = positionals;
  if (what !== 'residents' || !file || more.length > 0) {
    throw new Error('usage: npm run import -- residents FILE.csv [--server FILE]');
  }
  const settings = values.server ? resolve(values.server) : demoServerSettings();
  return runToEnd(process.execPath, [
    join(root, 'server/import-residents.ts'),
    '--settings',
    settings,
    resolve(file),
  ]);
}
