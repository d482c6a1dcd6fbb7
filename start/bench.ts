/** `npm run bench -- [NAME...]`: each bench is a program of its own in bench/; figures are JSON lines on stdout. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildScreens } from './build-screens.ts';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

export async function bench(names: string[]): Promise<number> {
  const all = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${all.join(', ')}`);
  await buildScreens();
  for (const name of names.length > 0 ? names : all) {
    const code = await runToEnd(process.execPath, [join(root, 'bench', `${name}.ts`)]);
    if (code !== 0) return code;
  }
  return 0;
}
