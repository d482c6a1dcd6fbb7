import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PROGRAM = join(import.meta.dirname, '../../server/settle-copy.ts');
const RIGHT = { number: '610202001001-2026-000007', copy: '1', reason: 'nothing_came', staff: 'w-07' };

it.each([
  ['copy', '99999999999', '要写 --copy：第几份，只写数字。'],
  ['copy', '0', '要写 --copy：第几份，只写数字。'],
  ['reason', 'lost', '要写 --reason：下面四个里的一个。'],
  ['reason', 'toString', '要写 --reason：下面四个里的一个。'],
  ['staff', '张样例', '要写 --staff：您的工号。'],
])('says what to write instead of --%s %s, before it looks for a database', (name, value, sentence) => {
  const words = Object.entries({ ...RIGHT, [name]: value }).flatMap(([key, said]) => [`--${key}`, said]);
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8' });
  expect([status, stderr.split('\n')[0]]).toEqual([1, sentence]);
  expect(stderr).toContain('handed_over  纸出来了，本人拿到了');
});
