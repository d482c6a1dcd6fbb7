/** Two of our checkers have been seen to pass everything when misconfigured; here each must catch a planted fault. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const planted: string[] = [];

function plant(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  planted.push(file);
  return file;
}

function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file, { force: true });
});

it('svelte-check sees a wrong type in a component', { timeout: 120_000 }, () => {
  plant(
    'kiosk-ui/src/PlantedCanary.svelte',
    '<script lang="ts">\nconst planted: number = "text";\n</script>\n{planted}\n',
  );
  const { status, said } = run('svelte-check', '--tsconfig', 'kiosk-ui/tsconfig.json', '--output', 'human');
  expect(status).toBe(1);
  expect(said).toContain('PlantedCanary.svelte');
});

it.each([
  [
    'the screen reaching into the agent',
    'kiosk-ui/src/planted-canary.ts',
    "import '../../device-agent/main.ts';\n",
    'screen-imports',
  ],
  ['the screen using node', 'kiosk-ui/src/planted-canary.ts', "import 'node:fs';\n", 'browser-has-no-node'],
  [
    'printers knowing the server',
    'printers/planted-canary.ts',
    "import '#server/contract/words.ts';\n",
    'printers-know-nothing-of-ours',
  ],
  [
    'the server touching a serial port',
    'server/planted-canary.ts',
    "import 'serialport';\n",
    'only-ports-touch-devices',
  ],
  [
    'the agent knowing its tests',
    'device-agent/planted-canary.ts',
    "import '../test/sim/pty.ts';\n",
    'product-does-not-know-tests',
  ],
])('dependency-cruiser forbids %s', { timeout: 60_000 }, (_what, path, text, rule) => {
  plant(path, text);
  const { status, said } = run('depcruise', '--config', '.dependency-cruiser.mjs', path);
  expect(status).not.toBe(0);
  expect(said).toContain(rule);
});
