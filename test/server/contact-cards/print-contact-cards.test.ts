import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { infoOf, textOf } from '../../printers/page/paper.ts';

const PROGRAM = join(import.meta.dirname, '../../../server/print-contact-cards.ts');
const HEADER = '社区,姓名,职务,网格,电话,二维码';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-cards-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function run(lines: readonly string[]) {
  writeFileSync(join(dir, 'cards.csv'), [HEADER, ...lines].join('\n'));
  const files = ['--file', join(dir, 'cards.csv'), '--out', join(dir, 'cards.pdf')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...files], { encoding: 'utf8' });
  return { status, stdout, stderr, isWritten: existsSync(join(dir, 'cards.pdf')) };
}

const row = (name: string, grid = '第一网格') => `红旗社区,${name},网格员,${grid},13800000001,`;

it('writes nothing when one line is wrong, and says which in Chinese', () => {
  const { status, stderr, isWritten } = run([
    row('李样例'),
    row('李\u{e863}'),
    row('王样例', '很长的地方'.repeat(20)),
    '红旗社区,,网格员,一,13800000001,',
  ]);
  expect([status, isWritten]).toEqual([1, false]);
  expect(stderr.split('\n').slice(0, 4)).toEqual([
    '第 3 行：有字画不出来（U+E863）：字库里没有。请装上生僻字字体，再做一次。',
    '第 4 行：“网格”太长，卡片上放不下。',
    '第 5 行：“姓名”没有填。',
    '一张也没有做。改好后再来一次。',
  ]);
});

it.each([
  ['cards.csv', 'missing/cards.pdf', '写不进 missing/cards.pdf：没有这个文件夹，请先建好。\n'],
  ['cards.csv', '.', '写不进 .：这是文件夹，要写到文件名。\n'],
  ['other.csv', 'cards.pdf', '打不开 other.csv：没有这个文件。\n'],
])('says in Chinese why %s cannot become %s', (file, out, sentence) => {
  writeFileSync(join(dir, 'cards.csv'), [HEADER, row('李样例')].join('\n'));
  const options = { encoding: 'utf8', cwd: dir } as const;
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--file', file, '--out', out], options);
  expect([status, stderr]).toEqual([1, sentence]);
});

it('leaves a former file as it was when a line is wrong', () => {
  writeFileSync(join(dir, 'cards.pdf'), 'former');
  expect(run([row('')]).status).toBe(1);
  expect(readFileSync(join(dir, 'cards.pdf'), 'utf8')).toBe('former');
});

it('prints two hundred cards on twenty sheets', () => {
  const { status, stdout, stderr } = run(Array.from({ length: 200 }, (_, at) => row(`样例${at}`)));
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('做好了 200 张连心卡');
  const pdf = readFileSync(join(dir, 'cards.pdf'));
  expect(infoOf(pdf)).toMatch(/Pages:\s+20\n/u);
  expect(textOf(pdf)).toContain('样例199网格员');
});
