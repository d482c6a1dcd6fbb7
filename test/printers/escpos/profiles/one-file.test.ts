/** Adding a printer profile touches one file: shown on a copy of the product, in processes of their own. */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PLAIN, PROFILES } from '#printers/escpos/profiles.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const PRODUCT = ['device-agent', 'printers', 'settings', 'server/contract', 'package.json'];
const NEW_PROFILE = `import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

export const profile: SlipProfile = { ...plain, name: 'new-model', columns: 32, source: 'the manual of the new model' };
`;

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'linli-copy-'));
  for (const part of PRODUCT) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(
    join(copy, 'kiosk.yaml'),
    `kiosk: {id: hongqi-01, name: 红旗社区 01 号}
server: {url: "http://127.0.0.1:9"}
listen: {port: 0}
printers:
  slip:
    kind: escpos
    path: /dev/none
    profile: new-model
`,
  );
  return () => rmSync(copy, { recursive: true });
});

function run(...args: string[]): { said: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  return { said: stdout + stderr, status };
}

it('is not known before: the file and the line are named, and the profiles there are', () => {
  const names = run('device-agent/doctor.ts', '--settings', 'kiosk.yaml').said;
  expect(names.replaceAll(/\s+/gu, '')).toContain(
    'kiosk.yaml:8:printers.slip.profile:noprofileiscalled"new-model";thereare',
  );
});

it('is known to settings and doctor once its file is there', () => {
  writeFileSync(join(copy, 'printers/escpos/profiles/new-model.ts'), NEW_PROFILE);
  expect(run('device-agent/doctor.ts', '--profiles').said).toContain('new-model\n  32 栏');
  const { said, status } = run('device-agent/doctor.ts', '--settings', 'kiosk.yaml');
  expect(said).toContain('profile: new-model');
  expect(status).toBe(1); // /dev/none is no device
});

it('is what the agent prints by', () => {
  const program = `
    import { readSettings } from './settings/read-settings.ts';
    import { kioskSettings } from './device-agent/settings.ts';
    const { printers } = readSettings({ file: 'kiosk.yaml', schema: kioskSettings, envPrefix: 'LINLI_AGENT', env: {} });
    process.stdout.write(JSON.stringify(printers.slip.profile));`;
  const { said } = run('--input-type=module', '-e', program);
  expect(JSON.parse(said)).toMatchObject({ name: 'new-model', columns: 32, charset: 'gbk' });
});

it('is named by no other file of the product, nor are the others', () => {
  const files = PRODUCT.flatMap((part) => globSync(`${part}/**/*.ts`, { cwd: ROOT }));
  for (const name of [...PROFILES.keys()].filter((model) => model !== PLAIN)) {
    const naming = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(name));
    expect(naming).toEqual([`printers/escpos/profiles/${name}.ts`]);
  }
});
