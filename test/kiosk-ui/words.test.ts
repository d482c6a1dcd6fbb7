import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FAULTS } from '#agent/contract/faults.ts';
import { condition } from '#agent/contract/messages.ts';
import { PROBLEMS } from '#server/contract/problems.ts';
import { zh } from '../../kiosk-ui/src/words/zh.ts';

const SCREEN = fileURLToPath(new URL('../../kiosk-ui/', import.meta.url));
const HAN = /\p{Script=Han}/u;
/** Office language, and what it should have been. */
const STIFF = /提交|鉴权|异常|校验失败|非法|无效|请求超时|系统错误/u;

it.each([
  ['faults', FAULTS],
  ['problems', PROBLEMS],
] as const)('says something to residents and to staff about all %s', (book, codes) => {
  expect(Object.keys(zh[book]).sort()).toEqual([...codes].sort());
  for (const { title, resident, staff } of Object.values(zh[book])) {
    expect(title.length, title).toBeLessThanOrEqual(12);
    expect(resident.split('。').filter(Boolean).length, resident).toBeLessThanOrEqual(3);
    expect(staff.length, title).toBeGreaterThan(5);
  }
});

it('says something about every trouble with paper', () => {
  expect(Object.keys(zh.conditions).sort()).toEqual(['busy', ...condition.options].sort());
});

it('speaks as people speak', () => {
  expect(STIFF.exec(JSON.stringify(zh))).toBeNull();
});

it('keeps every button within twelve characters', () => {
  const buttons = [
    ...Object.values(zh.foot).slice(1),
    zh.confirm.print,
    zh.confirm.back,
    zh.take.more,
    zh.no.other,
    zh.still.on,
    zh.still.off,
    zh.fault.again,
    zh.fault.came,
    zh.fault.copy,
    zh.fault.copyOnly,
    zh.fault.skip,
    zh.help.close,
  ];
  for (const word of buttons) expect(word.length, word).toBeLessThanOrEqual(12);
});

it('writes dates and months as they are said', () => {
  expect(zh.date('2027-01-23')).toBe('2027 年 1 月 23 日');
  expect(zh.no.months(2)).toBe('还差两个月');
  expect(zh.no.who('3 号窗口')).toBe('找 3 号窗口');
  expect(zh.day(new Date('2026-11-22T16:30:00Z'))).toBe('11 月 23 日 周一');
  expect(zh.clock(new Date('2026-11-22T16:05:00Z'))).toBe('00:05');
});

it('keeps all copy in src/words', async () => {
  const files = await readdir(SCREEN, { recursive: true });
  const sources = files.filter((file) => /\.(svelte|ts|css|html)$/u.test(file) && !file.includes('words'));
  expect(sources.length).toBeGreaterThan(30);
  const guilty = [];
  for (const file of sources) if (HAN.test(await readFile(join(SCREEN, file), 'utf8'))) guilty.push(file);
  expect(guilty).toEqual([]);
});
