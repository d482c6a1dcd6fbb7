/** Officials at their commands, each a program of its own, beside a register that is seeded. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noteDryRun, step, submit } from '../../../server/publishing/drafts.ts';
import { seedDemo } from '../../../server/seed/seed.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';
import { shippedYaml } from '../rules/definitions.ts';

/** Each test starts whole programs, one after the other. */
vi.setConfig({ testTimeout: 120_000 });

const PROGRAM = new URL('../../../server/manage-services.ts', import.meta.url).pathname;
const REGISTER = new URL('../../../server/seed/demo-residents.csv', import.meta.url);
const REGION = `region: demonstration
title: { zh: 演示 }
version: 2
source: 试
assurance_at_most: L1
parameters:
  elder-allowance:
    min_age: [{ from: 2020-01-01, value: 80 }, { from: 2027-01-01, value: 70 }]
examples:
  - service: elder-allowance
    name: 七十岁，明年起能领
    on: 2027-01-01
    facts: { resident.birth: 1957-01-01, living.confirmed: 2026-12-01 }
    expect: yes
`;

let database: TestDatabase;
let keys: TestKeys;
let folder: string;
let settings: string;
beforeAll(async () => {
  [database, keys, folder] = await Promise.all([
    testDatabase(),
    testKeys(),
    mkdtemp(join(tmpdir(), 'linli-officials-')),
  ]);
  await seedDemo(database.db, keys.keyring, Date.now());
  settings = await fileOf(
    'server.yaml',
    `community: { code: "610202001001", name: 红旗社区, issuer: 红旗社区居民委员会 }
database: { url: "${database.url}" }
keys: { dir: ${keys.dir} }
region: demonstration
`,
  );
});
afterAll(async () => {
  await Promise.all([database.close(), keys.close(), rm(folder, { recursive: true })]);
});

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args, '--settings', settings], (fault, stdout, stderr) =>
      resolve({ code: Number(fault?.code ?? 0), said: stdout + stderr }),
    );
  });
}

const by = (staff: string) => ['--staff', staff];

it('brings a region into force by three hands, and counts only the dry run against what is in force', async () => {
  expect(await run('submit', await fileOf('region.yaml', REGION), ...by('w-1'))).toMatchObject({ code: 0 });
  expect(await run('approve', 'demonstration@2', ...by('w-1'))).toEqual({
    code: 1,
    said: expect.stringContaining('核准的人不能是交上来的人'),
  });
  expect(await run('approve', 'demonstration@2', ...by('w-2'))).toEqual({ code: 0, said: '核准了。\n' });
  const itself = await run('diff', 'demonstration@2', 'demonstration@2', ...by('w-1'));
  expect(itself.said).toContain('这不算发布前的试算，要和现在用的比：diff demonstration demonstration@2');
  expect(await run('publish', 'demonstration@2', ...by('w-3'))).toEqual({
    code: 1,
    said: expect.stringContaining('先用 diff'),
  });
  const held = await run('diff', 'demonstration', 'demonstration@2', ...by('w-1'));
  expect(held).toEqual({ code: 0, said: expect.stringContaining('可能变成能办') });
  expect(await run('publish', 'demonstration@2', ...by('w-3'))).toEqual({
    code: 0,
    said: '发布了，新来的居民就按它办。\n',
  });
  const next = await fileOf('next.yaml', REGION.replace('version: 2', 'version: 3'));
  const same = await run('diff', 'demonstration', next, ...by('w-1'));
  expect(same).toEqual({ code: 0, said: '两份没有差别。\n' });
});

it('names residents by a mask and four digits alone, and writes down who looked though nobody reads on', async () => {
  const service = shippedYaml.replace('service: residence-certificate', 'service: lived-here');
  expect(await run('submit', await fileOf('lived.yaml', service), ...by('w-1'))).toMatchObject({ code: 0 });
  const { code, said } = await run('diff', 'lived-here', 'lived-here@1', ...by('w-7'));
  expect(code).toBe(0);
  expect(said).toContain('王＊＊  尾号 0024  户号 HQ-0001');
  const residents: Record<string, string>[] = parse(await readFile(REGISTER), { columns: true, bom: true });
  const clear = residents.flatMap(({ id_number = '', name = '', phone = '', address = '' }) =>
    [id_number, id_number.slice(6, 14), name, phone, address].filter((each) => each !== ''),
  );
  expect(clear.length).toBeGreaterThan(100);
  expect(clear.filter((each) => said.includes(each))).toEqual([]);

  const args = [PROGRAM, 'diff', 'lived-here', 'lived-here@1', ...by('w-8'), '--settings', settings];
  const unread = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  unread.stdout.destroy();
  expect(await once(unread, 'exit')).toEqual([0, null]);
  const looks = await database.db
    .selectFrom('audit_entry')
    .select('actor')
    .where('action', '=', 'definition_tried_on_register')
    .where('actor', 'in', ['staff:w-7', 'staff:w-8'])
    .orderBy('seq')
    .execute();
  expect(looks.map(({ actor }) => actor)).toEqual(['staff:w-7', 'staff:w-8']);
});

/** Handed in by w-1 into the database itself, as an earlier Linli would have taken it. */
async function formerDraft(name: string, version: number, yaml: string): Promise<void> {
  const sha256 = createHash('sha256').update(yaml).digest('hex');
  const draft = { kind: 'service', name, version, yaml, sha256 } as const;
  const handed = submit(database.db, draft, { staff: 'w-1', shipped: 0, now: new Date() });
  expect(await handed).toBe('submitted');
}

it('takes a draft no further that no longer fits the house, or is no newer than it', async () => {
  await formerDraft('gone', 2, 'service: gone\n');
  expect(await run('approve', 'gone@2', ...by('w-2'))).toEqual({
    code: 1,
    said: expect.stringMatching(/^gone@2:1: title: 没有写“事项叫什么”/u),
  });
  await formerDraft('residence-certificate', 1, shippedYaml);
  expect(await run('approve', 'residence-certificate@1', ...by('w-2'))).toEqual({
    code: 1,
    said: expect.stringContaining('已经有一样新或更新的版本在用'),
  });
});

it('says from which day a service counts that begins later', async () => {
  const later = shippedYaml
    .replace('service: residence-certificate', 'service: lived-later')
    .replace('effective: { from: 2025-01-01 }', 'effective: { from: 2099-01-01 }');
  await formerDraft('lived-later', 1, later);
  const draft = { name: 'lived-later', version: 1 };
  await step(database.db, draft, 'approved', { staff: 'w-2', now: new Date() });
  const nobody = { gains: 0, may_gain: 0, may_lose: 0, loses: 0 };
  await noteDryRun(database.db, draft, nobody, { staff: 'w-1', now: new Date() });
  expect(await run('publish', 'lived-later@1', ...by('w-3'))).toEqual({
    code: 0,
    said: '发布了，从 2099-01-01 起按它办。\n',
  });
});

it.each([
  ['submit', [], '要写交哪个文件'],
  ['submit', ['/', '--staff', 'w-1'], '这是文件夹'],
  ['submit', ['a.yaml', 'b.yaml', '--staff', 'w-1'], '一次只写一个'],
  ['approve', ['nobody@1'], '要写 --staff'],
  ['approve', ['nobody@1', '--staff', 'w-1'], '没有这个草稿'],
  ['publish', ['nobody@99999999999', '--staff', 'w-1'], '写成 名字@版本'],
  ['retire', ['nobody@1', '--force', '--staff', 'w-1'], '不认识 --force'],
  ['diff', ['nobody', 'nobody@1', '--staff', 'w-1'], '没有这个草稿：nobody@1'],
  ['diff', ['nobody', 'demonstration', '--staff', 'w-1'], '没有这个事项、地区或文件：nobody'],
  ['diff', ['elder-allowance', 'demonstration', '--staff', 'w-1'], '一份是事项，一份是地区'],
  ['diff', ['demonstration', '--staff', 'w-1'], '要写两份'],
  ['drafts', ['all'], '后面不用写 all'],
  ['replay', [], '要写证明编号'],
  ['replay', ['0000'], '没有这个编号的证明'],
])('refuses %s %j in a sentence, and ends with 1', async (command, args, sentence) => {
  expect(await run(command, ...args)).toEqual({ code: 1, said: expect.stringContaining(sentence) });
});
