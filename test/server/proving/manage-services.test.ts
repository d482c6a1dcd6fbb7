import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { widthOf } from '#printers/slip/layout.ts';
import { TERMINAL_COLUMNS } from '../../../server/proving/columns.ts';
import { shippedWith, shippedYaml } from '../rules/definitions.ts';

const program = new URL('../../../server/manage-services.ts', import.meta.url).pathname;
const shipped = new URL('../../../server/services/residence-certificate.yaml', import.meta.url).pathname;

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const ended = promisify(execFile)(process.execPath, [program, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      said: stdout + stderr,
    }),
  );
  return await ended;
}

function fileOf(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-lint-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'residence-certificate.yaml');
  writeFileSync(file, yaml);
  return file;
}

it('has nothing to say about a file that is right', async () => {
  expect(await run('lint', fileOf(shippedYaml))).toEqual({ code: 0, said: '没有问题。\n' });
});

it('has nothing left to do in any service, source, region or list that ships', async () => {
  expect(await run('lint')).toEqual({ code: 0, said: '没有问题。\n' });
});

it('tells three figures apart: what ends here, what is guided, what it cannot do', async () => {
  const { code, said } = await run('coverage');
  expect(code).toBe(0);
  expect(said).toMatch(/共 \d+ 个事项 .*（100%）/u);
  const figures = [/当场办完.*：(\d+)/u, /告诉去哪里办.*：(\d+)/u, /办不了：(\d+)/u].map((each) =>
    Number(each.exec(said)?.[1]),
  );
  expect(figures.reduce((sum, each) => sum + each, 0)).toBe(100);
  expect(said).toContain('办护照');
  expect(said.split('\n').filter((line) => widthOf(line) > TERMINAL_COLUMNS)).toEqual([]);
});

it('tells all findings of all files, each with file and line, and ends with 1', async () => {
  const one = fileOf(shippedWith('= $community', '= $comunity'));
  const other = fileOf(shippedWith('        en: Your card has expired\n', ''));
  const { code, said } = await run('lint', one, other);
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`${one}:\\d+: 条件 registered-here: params 里没有 comunity，`, 'u'));
  expect(said).toMatch(new RegExp(`${other}:\\d+: when\\.all\\.0\\.no\\.en: 缺英文`, 'u'));
});

it('tries somebody of one’s own invention, and tells reason, remedy, office and day', async () => {
  const { code, said } = await run(
    ...['try', shipped, '--on', '2026-11-22', '--fact', 'residence.since=2026-07-22'],
  );
  expect(code).toBe(0);
  expect(said).toContain('还不能办');
  expect(said).toContain('duration：还差两个月（登记日期：2026 年 7 月 22 日，');
  expect(said).toContain('问社区民警室');
  expect(said).toContain('最早 2027-01-22 可以再来');
  expect(said).toContain('条件：card-valid 是；listed 是；registered-here 是；duration 否');
});

it('tries the examples of a file and ends with 1 when one comes out otherwise', async () => {
  const wrong = fileOf(
    shippedWith(
      'facts: { residence.since: 2026-05-22 }, expect: yes',
      'facts: { residence.since: 2026-05-23 }, expect: yes',
    ),
  );
  const { code, said } = await run('try', wrong);
  expect(code).toBe(1);
  expect(said).toContain('✗ 正好六个月');
  expect(said).toContain('✓ 住满八个月');
});

it.each([
  ['--fact', 'residence.height=180', 'residence.since'],
  ['--fact', 'residence.since=gestern', '要写日期，写成 2026-11-22 这样，不是 gestern'],
  ['--on', '2026-02-30', '没有 2026-02-30 这一天'],
])('refuses %s %s', async (option, value, message) => {
  const { code, said } = await run('try', shipped, option, value);
  expect(code).toBe(1);
  expect(said).toContain(message);
});

it('tells its commands to whoever names none', async () => {
  const { code, said } = await run('bake');
  expect(code).toBe(1);
  expect(said).toMatch(/lint.*try.*coverage.*outages.*diff.*submit/su);
});

it('ends in peace when nobody reads on, as under head', async () => {
  const child = spawn(process.execPath, [program, 'coverage'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes));
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(Buffer.concat(said).toString()).toBe('');
});

it('ends with 1 when what it prints cannot be written', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program, 'lint', '--help'], { stdio: ['ignore', full, 'ignore'] });
  closeSync(full);
  expect(await once(child, 'close')).toEqual([1, null]);
});

it('tells of every source that is down in lines no wider than a terminal', async () => {
  const { code, said } = await run('outages');
  expect(code).toBe(0);
  expect(said).toMatch(/^日历 今天的日期（calendar） +58 +0 +0$/mu);
  expect(said.split('\n').filter((line) => widthOf(line) > TERMINAL_COLUMNS)).toEqual([]);
});

it.each([[['--help']], [['-h']], [['lint', '--help']], [['diff', '-h']]])(
  'tells how it is used: %j',
  async (args) => {
    const { code, said } = await run(...args);
    expect([code, said]).toEqual([0, expect.stringMatching(/^用法：npm run services -- /u)]);
  },
);

it.each([
  [['lint', '--strict'], '不认识 --strict'],
  [['coverage', 'all'], '后面不用写 all'],
  [['try'], '要写一个事项文件'],
  [['try', shipped, '--silent', 'residence.sins'], '--silent residence.sins：没有这个名字，只能写 '],
  [['try', shipped, '--fact', 'residence.since=2026-02-30'], '没有 2026-02-30 这一天'],
  [['try', shipped, '--fact'], '--fact 后面要写一个值'],
  [['try', shipped, '—on', '2026-01-01'], '—on 前面要用两个英文短横线'],
  [['try', shipped, '--region', 'atlantis'], 'atlantis.yaml: 没有这个文件'],
])('refuses %j in a sentence, and ends with 1', async (args, sentence) => {
  expect(await run(...args)).toEqual({ code: 1, said: expect.stringContaining(sentence) });
});

it('lints each file as what it is, and lets one that cannot be read hide nothing in another', async () => {
  const [one, other] = [fileOf(shippedYaml), fileOf(shippedYaml)];
  const region = fileOf(
    '\ufeffregion: here\ntitle: { zh: 这里 }\nversion: 1\nsource: 假定\nparameters: { dog: {} }\nexamples: []\n',
  );
  const source = fileOf('source: dog\nfacts: {}\n');
  const { code, said } = await run('lint', join(one, '..'), one, other, region, source);
  expect(code).toBe(1);
  expect(said).toContain(`${join(one, '..')}: 这是文件夹`);
  expect(said).toContain(`${other}:3: service: 另一个文件里已经有事项 residence-certificate`);
  expect(said).toContain(`${region}:5: parameters.dog: 没有事项 dog`);
  expect(said).toContain(`${source}:1: department: 没有写“哪个部门”`);
});
