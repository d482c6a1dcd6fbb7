import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FAULTS } from '#agent/contract/faults.ts';
import { condition } from '#agent/contract/messages.ts';
import { PROBLEMS } from '#server/contract/problems.ts';
import { kept } from '../../kiosk-ui/src/words/kept.ts';
import { zh } from '../../kiosk-ui/src/words/zh.ts';
import { sayingOf } from '../../kiosk-ui/src/words/zh-papers.ts';
import { zhServices } from '../../kiosk-ui/src/words/zh-services.ts';
import { troubles } from '../../kiosk-ui/src/words/zh-troubles.ts';
import { zhVisit } from '../../kiosk-ui/src/words/zh-visit.ts';

const SCREEN = fileURLToPath(new URL('../../kiosk-ui/', import.meta.url));
const HAN = /\p{Script=Han}/u;
/** Office language, and what it should have been. */
const STIFF = /提交|鉴权|异常|校验失败|非法|无效|请求超时|系统错误/u;

it.each([
  ['faults', FAULTS],
  ['problems', PROBLEMS],
] as const)('says something to residents and to staff about all %s', (_, codes) => {
  for (const code of codes) {
    const { title, resident, staff } = troubles[code];
    expect(title.length, title).toBeLessThanOrEqual(12);
    expect(resident.split('。').filter(Boolean).length, resident).toBeLessThanOrEqual(3);
    expect(staff.length, title).toBeGreaterThan(5);
  }
});

it('says something about every trouble with paper', () => {
  for (const shortage of ['busy', ...condition.options] as const) {
    const { resident, staff } = troubles[shortage];
    expect(resident.endsWith('。'), resident).toBe(true);
    expect(staff.length, staff).toBeGreaterThan(5);
  }
});

it('does not say of a former paper that none came: staff may have found a spoiled one', () => {
  const { title, lead } = zhVisit.fault.earlier.not_printed;
  const said = [zhServices.home.unreceivedBadge.not_printed, title, lead, troubles.not_printed.staff];
  for (const sentence of said) expect(sentence).not.toMatch(/出纸|出来|证实/u);
});

it('speaks as people speak', () => {
  expect(STIFF.exec(JSON.stringify([zh, zhServices, zhVisit, troubles]))).toBeNull();
});

it.each(['not_checked', 'not_ours', 'damaged', 'unknown_key'] as const)(
  'says what a paper is and what to do (%s) in a headline and three short sentences at most',
  (kind) => {
    const { title, text } = sayingOf({ kind });
    expect(title.length, title).toBeLessThanOrEqual(12);
    expect(text.split('。').filter(Boolean).length, text).toBeLessThanOrEqual(3);
    expect(STIFF.exec(title + text)).toBeNull();
  },
);

it('keeps every button within twelve characters', () => {
  const buttons = [
    ...Object.values(zh.foot).slice(1),
    zhVisit.confirm.print,
    zhVisit.confirm.back,
    zhVisit.take.more,
    zhServices.no.other,
    ...Object.values(zhServices.pages).filter((word) => typeof word === 'string'),
    zhServices.home.matches,
    zhServices.home.proofs,
    zhServices.home.ledger,
    zhServices.checking.leave,
    zhServices.slip.print,
    zhServices.slip.again,
    zhServices.slip.leave,
    zhServices.matchesWish.go,
    zhServices.matchesWish.back,
    zhVisit.still.on,
    zhVisit.still.off,
    zhVisit.fault.again,
    zhVisit.fault.came,
    zhVisit.fault.copy,
    zhVisit.fault.copyOnly,
    zhVisit.fault.skip,
    zh.help.close,
    zhVisit.scanned.close,
  ];
  for (const word of buttons) expect(word.length, word).toBeLessThanOrEqual(12);
});

it('writes dates and months as they are said', () => {
  expect(zh.date('2027-01-23')).toBe('2027\u00a0年\u00a01\u00a0月\u00a023\u00a0日');
  expect(zhServices.no.months(2)).toBe('还差两个月');
  expect(zhServices.no.who('3 号窗口')).toBe('找 3 号窗口');
  expect(zh.day(new Date('2026-11-22T16:30:00Z'))).toBe('11 月 23 日 周一');
  expect(zh.clock(new Date('2026-11-22T16:05:00Z'))).toBe('00:05');
});

it('never ends a line within a date or between a number and what it counts', () => {
  const sentence = '住在红旗社区，从 2020 年 1 月起，有效 30 天';
  expect(kept(sentence)).toBe('住在红旗社区，从\u00a02020\u00a0年\u00a01\u00a0月\u2060起，有效 30\u00a0天');
});

it('sets figures and Latin letters apart from Chinese, whoever wrote the sentence, and only once', () => {
  expect(kept('缴满180个月，打不了A4纸')).toBe('缴满 180\u00a0个\u2060月，打不了 A4\u00a0纸');
  expect(kept('每月50元起（满90岁100元）')).toBe('每月\u00a050\u00a0元起（满 90\u00a0岁 100\u00a0元）');
  expect(kept(kept('缴到2026年10月31日'))).toBe(kept('缴到 2026 年 10 月 31 日'));
});

it('counts what there is to take', () => {
  expect(zhVisit.take.title(3)).toBe('好了，请取走三样东西');
  expect(zhVisit.take.title(2)).toBe('好了，请取走两样东西');
  expect(zhVisit.take.title(1)).toBe('好了，请取走证明');
});

it('keeps all copy in src/words', async () => {
  const files = await readdir(SCREEN, { recursive: true });
  const sources = files.filter((file) => /\.(svelte|ts|css|html)$/u.test(file) && !file.includes('words'));
  expect(sources.length).toBeGreaterThan(30);
  const guilty = [];
  for (const file of sources) if (HAN.test(await readFile(join(SCREEN, file), 'utf8'))) guilty.push(file);
  expect(guilty).toEqual([]);
});
