import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Fleet, fleet } from '#server/contract/fleet.ts';
import { LOST_AFTER_MS, viewOf } from '../../server/console/kiosk-view.ts';
import { KIOSK } from './kiosks.ts';

const SEEN_MS = Date.parse('2026-11-22T06:05:00Z');

function view(change: object = {}, nowMs = SEEN_MS + 1000) {
  const { kiosks }: Fleet = parse(fleet, { kiosks: [{ ...KIOSK, ...change }] });
  const [kiosk] = kiosks;
  if (kiosk === undefined) throw new Error('one kiosk went in');
  return viewOf(kiosk, nowMs);
}

it('says that all is well and since when it is known', () => {
  const { whole, acts } = view();
  expect(whole).toEqual({ mood: 'ok', says: '好的', why: '连着，14:05 刚有消息' });
  expect(acts).toEqual([]);
});

describe('a kiosk that is silent', () => {
  it('is lost only after some missed heartbeats', () => {
    expect(view({}, SEEN_MS + LOST_AFTER_MS).whole.says).toBe('好的');
    expect(view({}, SEEN_MS + LOST_AFTER_MS + 1).whole.says).toBe('断了');
  });

  it('says since when, and shows its devices as they were', () => {
    const { whole, devices, acts } = view({}, SEEN_MS + 12 * 60_000);
    expect(whole.why).toBe('14:05 起没有消息，12 分钟了');
    expect(devices.page).toEqual({ mood: 'off', says: '上次：好的', why: '' });
    expect(acts).toEqual([
      { mood: 'off', what: '断了，14:05 起没有消息，12 分钟了', next: '去看机器有没有电，网线松了没有' },
    ]);
  });

  it('is not called lost when it was never there', () => {
    const { whole, devices, acts } = view({ lastSeenAt: null, reader: null, printers: null });
    expect(whole.says).toBe('还没连过');
    expect(devices.reader.says).toBe('还不知道');
    expect(acts).toHaveLength(1);
  });
});

describe('trouble with paper', () => {
  it('is named with the next step', () => {
    const { whole, acts } = view({
      printers: printers({ page: { state: 'degraded', conditions: ['paper_out'] } }),
    });
    expect(whole).toMatchObject({ mood: 'bad', says: 'A4 打印机没纸了' });
    expect(acts).toEqual([{ mood: 'bad', what: 'A4 打印机没纸了', next: '放一包 A4 纸' }]);
  });

  it('asks for a roll where the slip printer is empty', () => {
    const { acts } = view({ printers: printers({ slip: { state: 'degraded', conditions: ['paper_out'] } }) });
    expect(acts[0]?.next).toBe('换一卷小票纸，和原来的一样宽');
  });

  it('puts what stops the work before what can wait', () => {
    const { acts } = view({
      reader: { state: 'degraded', conditions: ['reader_silent'] },
      printers: printers({ page: { state: 'ready', conditions: ['paper_low'] } }),
      uncertainCopies: 1,
    });
    expect(acts.map(({ what }) => what)).toEqual([
      '读卡器不回答',
      'A4 打印机纸不多了',
      '1 份证明不知道打出来没有',
    ]);
  });

  it('shows the word itself when an agent names a trouble this page does not know', () => {
    const { devices } = view({ printers: printers({ slip: { state: 'ready', conditions: ['on_fire'] } }) });
    expect(devices.slip).toMatchObject({ mood: 'warn', says: '报了“on_fire”' });
  });
});

describe('a paper that nobody took', () => {
  it('is work for somebody now where the printer sees it, because nobody else can print', () => {
    const page = { state: 'ready', conditions: ['paper_waiting'] };
    const { whole, acts } = view({ printers: printers({ page }) });
    expect(whole).toMatchObject({ mood: 'bad', says: 'A4 打印机有纸没拿走' });
    expect(acts[0]?.next).toContain('取走收好');
  });

  it('is only supposed to lie there where no sensor says so, and it is said how to end the alarm', () => {
    const slip = { state: 'ready', conditions: ['paper_left'] };
    const { whole, acts } = view({ printers: printers({ slip }) });
    expect(whole).toMatchObject({ mood: 'warn', says: '小票机可能有纸没拿走' });
    expect(acts[0]?.next).toContain('盖子开合一次');
  });
});

describe('paper and toner', () => {
  const left = (...supplies: object[]) =>
    view({ printers: printers({ page: { ...KIOSK.printers.page, supplies } }) }).supplies.page;

  it('are shown by how much is left, what runs out first in front', () => {
    const paper = { kind: 'paper', name: 'Tray 1', percent: 60 };
    const toner = { kind: 'toner', name: 'Black Toner', percent: 8 };
    expect(left(paper, toner, { kind: 'waste', name: 'Waste', percent: 40 })).toBe(
      '墨粉只剩 8%，废粉盒空位还有 40%，纸还有 60%',
    );
  });

  it('are told apart by their names where there are several', () => {
    const tray = (name: string, percent: number) => ({ kind: 'paper', name, percent });
    expect(left(tray('Tray 1', 60), tray('Tray 2', 10))).toBe('纸（Tray 2）只剩 10%，纸（Tray 1）还有 60%');
  });

  it('are not spoken of where the printer gives no figure, nor by older agents', () => {
    expect(left({ kind: 'paper', name: '1', percent: null })).toBe('');
    expect(view().supplies).toEqual({ page: '', slip: '' });
    expect(view({ printers: printers({ slip: null }) }).supplies.slip).toBe('');
  });

  it('are called by their name where this page does not know the kind', () => {
    expect(left({ kind: 'staples', name: 'Staple Cartridge', percent: 30 })).toBe('Staple Cartridge还有 30%');
  });
});

describe('the last reading', () => {
  const READING = { outcome: 'read', said: null, findMs: 20.4, selectMs: 85, readMs: 980, addressMs: 110 };
  const last = (reading: object | null | undefined) =>
    view({ reader: { ...KIOSK.reader, lastReading: reading } }).lastReading;

  it('says how long it took, step by step', () => {
    expect(last(READING)).toBe('上次读卡用了 1.2 秒（找卡 20、选卡 85、读卡 980、地址 110 毫秒）');
    expect(last({ ...READING, addressMs: null })).toBe(
      '上次读卡用了 1.1 秒（找卡 20、选卡 85、读卡 980 毫秒）',
    );
  });

  it('says what went wrong, how far it came and what the reader answered', () => {
    const refused = { ...READING, outcome: 'card_refused', said: '31', readMs: null, addressMs: null };
    expect(last(refused)).toMatch(/^上次读卡没读成：.*[^。]（找卡 20、选卡 85 毫秒，读卡器答 31）$/u);
  });

  it('names the flag of a card of a kind that nobody knows as a flag', () => {
    const strange = { ...READING, outcome: 'card_kind_unsupported', said: 'U+0058' };
    expect(last(strange)).toMatch(/毫秒，证件标志 U\+0058）$/u);
  });

  it('shows the word itself when an agent names a fault that this page does not know', () => {
    const none = { findMs: null, selectMs: null, readMs: null, addressMs: null };
    expect(last({ ...none, outcome: 'card_on_fire', said: '' })).toBe('上次读卡没读成：报了“card_on_fire”。');
  });

  it('is not spoken of before the first one, nor where an older agent does not tell', () => {
    expect(last(null)).toBe('');
    expect(view({ reader: { state: 'ready', conditions: [] } }).lastReading).toBe('');
    expect(view({ lastSeenAt: null, reader: null, printers: null }).lastReading).toBe('');
  });
});

describe('a scanner', () => {
  it('is spoken of only where there is one', () => {
    expect(view().devices.scanner.mood).toBe('none');
    expect(view({ scanner: undefined }).devices.scanner.mood).toBe('none');
    expect(view({ scanner: { state: 'ready' } }).devices.scanner).toMatchObject({ mood: 'ok', says: '好的' });
  });

  it('that is away is work for somebody, but stops nothing', () => {
    const { whole, acts } = view({ scanner: { state: 'backoff' } });
    expect(whole.mood).toBe('warn');
    expect(acts[0]).toMatchObject({ mood: 'warn', what: '扫码器断了，正在重连' });
  });
});

it('calls a printer that was left out not fitted', () => {
  expect(view({ printers: printers({ slip: null }) }).devices.slip.says).toBe('没有装');
});

it('says what to do about a copy whose fate is unknown', () => {
  const { whole, acts } = view({ uncertainCopies: 2 });
  expect(whole).toMatchObject({ mood: 'warn', says: '2 份证明不知道打出来没有' });
  expect(acts[0]?.next).toContain('补打');
});

function printers(change: object): object {
  return { ...KIOSK.printers, ...change };
}
