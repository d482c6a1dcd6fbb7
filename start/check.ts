/** `npm run check`: types, lint, format, boundaries, unused code. The same list that `npm test` runs first. */
import { join } from 'node:path';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** Without a terminal biome colours each letter; a log is to be read. */
const colours = process.stderr.isTTY ? [] : ['--colors=off'];

/** What is run, and the sentence said when it fails. */
const CHECKS: readonly (readonly [what: string, program: string, ...args: string[]])[] = [
  ['types of server, agent and tests', bin('tsc'), '-p', '.'],
  ['types of the screens', bin('svelte-check'), '--tsconfig', 'kiosk-ui/tsconfig.json', '--output', 'human'],
  ['lint and format', bin('biome'), 'ci', '--error-on-warnings', ...colours, '.'],
  [
    'boundaries',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.mjs',
    'printers',
    'device-agent',
    'server',
    'settings',
    'kiosk-ui/src',
    'start',
    'test',
    'bench',
  ],
  ['unused code', bin('knip')],
];

export async function check(): Promise<number> {
  const failed: string[] = [];
  for (const [what, program, ...args] of CHECKS) {
    if ((await runToEnd(program, args)) !== 0) failed.push(what);
  }
  if (failed.length > 0) process.stderr.write(`linli: check failed: ${failed.join('; ')}\n`);
  return failed.length > 0 ? 1 : 0;
}
