import { describe, expect, it } from 'vitest';
import { DkEnvelope } from '../../../../../device-agent/readers/lines/hid/dk-envelope.ts';
import { FRAMINGS } from '../../../../../device-agent/readers/lines/hid/known-hid-readers.ts';
import { lenPrefixFraming } from '../../../../../device-agent/readers/lines/hid/len-prefix-framing.ts';
import { rawFraming } from '../../../../../device-agent/readers/lines/hid/raw-framing.ts';
import { seeded } from '../../../../sim/reader/card-line.ts';
import { heardIn, reportsOf } from '../../../../sim/reader/hid-reports.ts';
import { ASK, FOUND, NO_CARD, READ_MAINLAND } from '../../sam/vectors.ts';

/** A report by the bytes it begins with; the rest of its 64 is zero. */
const report = (hex: string) => Buffer.from(hex.padEnd(128, '0'), 'hex');
const hexOf = (reports: readonly Buffer[]) => reports.map((each) => each.toString('hex'));

describe('the DK envelope', () => {
  /** FOUND as the reader sends it: 19 = 4 + 15 bytes, status 90 00. */
  const FOUND_REPORT = report(`1300349000${FOUND}`);
  /**
   * A card's 1295 bytes, cut by hand from the description: `3F 14 34 90 00` and 59 bytes; 19 reports `3F C0+i` and
   * 62 bytes; the last one `3B D4` and 58 bytes.
   */
  const CARD_REPORTS = [
    report(`3f14349000${READ_MAINLAND.slice(0, 118)}`),
    ...Array.from({ length: 19 }, (_, at) =>
      report(`3f${(0xc1 + at).toString(16)}${READ_MAINLAND.slice(118 + at * 124, 118 + (at + 1) * 124)}`),
    ),
    report(`3bd4${READ_MAINLAND.slice(2474)}`),
  ];

  function heard(reports: readonly Buffer[], envelope = new DkEnvelope()): string {
    return Buffer.concat(reports.map((each) => envelope.unpack(each))).toString('hex');
  }

  it('carries a question in one report', () => {
    expect(hexOf(new DkEnvelope().pack(Buffer.from(ASK.find, 'hex')))).toEqual([
      `0c0034aaaaaa96690003200122${'00'.repeat(51)}`,
    ]);
  });

  it('cuts what is longer than 61 bytes into numbered pieces', () => {
    const bytes = Buffer.alloc(61 + 62 + 1, 0x11);
    expect(hexOf(new DkEnvelope().pack(bytes))).toEqual([
      `3f0234${'11'.repeat(61)}`,
      `3fc1${'11'.repeat(62)}`,
      `02c211${'00'.repeat(61)}`,
    ]);
  });

  it('gives out a short answer at once', () => {
    expect(heard([FOUND_REPORT])).toBe(FOUND);
  });

  it('gives out a card’s answer when the last of its 21 reports is there, and no byte sooner', () => {
    const envelope = new DkEnvelope();
    expect(heard(CARD_REPORTS.slice(0, 20), envelope)).toBe('');
    expect(heard(CARD_REPORTS.slice(20), envelope)).toBe(READ_MAINLAND);
  });

  it.each([
    ['the first piece', CARD_REPORTS.toSpliced(0, 1)],
    ['a piece in the middle', CARD_REPORTS.toSpliced(7, 1)],
    ['the last piece', CARD_REPORTS.toSpliced(20, 1)],
  ])('drops all of an answer that lost %s, and hears the next one', (_, reports) => {
    expect(heard([...reports, FOUND_REPORT])).toBe(FOUND);
  });

  it('drops all of an answer whose pieces come out of order or twice', () => {
    const [first, second, third] = CARD_REPORTS as [Buffer, Buffer, Buffer];
    expect(heard([first, third, second, ...CARD_REPORTS.slice(3), FOUND_REPORT])).toBe(FOUND);
    expect(heard([first, second, second, ...CARD_REPORTS.slice(2), FOUND_REPORT])).toBe(FOUND);
  });

  it.each([
    ['the acknowledgement FF', 'ff'],
    ['a report with nothing in it', '00'],
    ['a count that no report can hold', '40'],
  ])('steps over %s between two pieces', (_, hex) => {
    expect(heard(CARD_REPORTS.flatMap((each) => [each, report(hex)]))).toBe(READ_MAINLAND);
  });

  it('gives out nothing of an answer that says it failed', () => {
    expect(heard([report(`1300346e00${FOUND}`)])).toBe('');
  });

  it('drops a piece of no known kind', () => {
    expect(heard([...CARD_REPORTS.slice(0, 3), report('0280aa'), ...CARD_REPORTS.slice(3)])).toBe('');
  });

  it.each([
    ['a first piece cut off in its head', Buffer.from('0300349000', 'hex')],
    ['a report shorter than its count', FOUND_REPORT.subarray(0, 12)],
    ['a report of no bytes', Buffer.alloc(0)],
  ])('steps over %s', (_, broken) => {
    expect(heard([broken, FOUND_REPORT])).toBe(FOUND);
  });
});

describe('the len-prefix framing', () => {
  it('carries at most 63 bytes in a report', () => {
    expect(hexOf(lenPrefixFraming().pack(Buffer.alloc(64, 0x11)))).toEqual([
      `3f${'11'.repeat(63)}`,
      `0111${'00'.repeat(62)}`,
    ]);
  });

  it.each([
    ['a short answer', `0b${NO_CARD}`, NO_CARD],
    ['a full report', `3f${'11'.repeat(63)}`, '11'.repeat(63)],
    ['a count of 0', '00aa', ''],
    ['a count of 64', '40aa', ''],
    ['a count of 255', 'ffaa', ''],
  ])('hears of %s what its count says', (_, hex, bytes) => {
    expect(lenPrefixFraming().unpack(report(hex)).toString('hex')).toBe(bytes);
  });

  it('hears a report that is shorter than 64 bytes, and nothing of one that is shorter than its count', () => {
    const short = Buffer.from(`0b${NO_CARD}`, 'hex');
    expect(lenPrefixFraming().unpack(short).toString('hex')).toBe(NO_CARD);
    expect(lenPrefixFraming().unpack(short.subarray(0, 9))).toHaveLength(0);
  });
});

describe('the raw framing', () => {
  it('fills the last report with zeros', () => {
    expect(hexOf(rawFraming().pack(Buffer.from(ASK.find, 'hex')))).toEqual([`${ASK.find}${'00'.repeat(54)}`]);
    expect(rawFraming().pack(Buffer.alloc(65))).toHaveLength(2);
  });

  it('hands on every report as it is', () => {
    expect(rawFraming().unpack(report(FOUND)).toString('hex')).toBe(FOUND.padEnd(128, '0'));
  });
});

describe.each(['dk', 'len-prefix', 'raw'] as const)('any bytes in framing %s', (framing) => {
  const random = seeded(467);
  const anyBytes = (most: number) =>
    Buffer.from(Array.from({ length: 1 + Math.floor(random() * most) }, () => Math.floor(random() * 256)));

  it('come out as the far end put them in, behind any noise', () => {
    for (let run = 0; run < 200; run += 1) {
      const ours = FRAMINGS[framing]();
      for (let report = 0; report < 5; report += 1) ours.unpack(anyBytes(64));
      const bytes = anyBytes(3900);
      const heard = Buffer.concat(reportsOf(framing, bytes).map((each) => ours.unpack(each)));
      expect(heard.subarray(0, bytes.length).equals(bytes)).toBe(true);
    }
  });

  it('go to the far end as they are, each report 64 bytes long', () => {
    for (let run = 0; run < 200; run += 1) {
      const bytes = anyBytes(61);
      const reports = FRAMINGS[framing]().pack(bytes);
      expect(reports.every(({ length }) => length === 64)).toBe(true);
      const heard = Buffer.concat(reports.map((each) => heardIn(framing, each)));
      expect(heard.subarray(0, bytes.length).equals(bytes)).toBe(true);
    }
  });
});
