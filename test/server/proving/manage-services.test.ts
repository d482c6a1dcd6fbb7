import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
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
  expect(said).toMatch(/共 \d+ 个事项: .*（100%）/u);
  const figures = [/当场办完.*：(\d+)/u, /告诉去哪里办.*：(\d+)/u, /办不了：(\d+)/u].map((each) =>
    Number(each.exec(said)?.[1]),
  );
  expect(figures.reduce((sum, each) => sum + each, 0)).toBe(100);
  expect(said).toContain('办护照');
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
