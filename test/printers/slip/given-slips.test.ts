import { parse } from 'valibot';
import { expect, it } from 'vitest';
import { type BookingSlip, bookingSlip } from '#printers/slip/booking-slip.ts';
import { layoutSlip, widthOf } from '#printers/slip/layout.ts';
import { queueTicket } from '#printers/slip/queue-ticket.ts';
import { type Slip, slip } from '#printers/slip/slip.ts';

const TICKET = {
  hall: '红旗社区便民服务大厅',
  number: 'A017',
  service: '社保医保',
  ahead: 3,
  takenAt: { date: '2026-11-22', time: '14:06' },
};
const BOOKING: BookingSlip = {
  issuer: '红旗社区居民委员会',
  what: '理疗',
  who: '王＊＊',
  where: '样例路12号二楼',
  date: '2026-12-25',
  time: '10:30',
  feeFen: 123_450,
  bring: ['身份证', '医保卡'],
  phone: '0919 800 0120',
  code: 'LINLI-BOOKING:7H2KQ9',
};
const LONG = {
  who: '阿卜杜热合曼·麦麦提图尔荪·测试样例名字三十个字符长度足够用',
  where: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿克陶县样例镇测试路1234号红旗街街道样例社区居民委员会辖区内',
};

/** Rows of text; a larger size takes its columns times as often. */
function rowsOf(of: Slip, columns: number) {
  const times = { normal: 1, double: 2, quadruple: 4 } as const;
  return layoutSlip(of, columns).flatMap((row) =>
    row.kind === 'text' ? [{ ...row, columns: widthOf(row.text) * times[row.size] }] : [],
  );
}

const texts = (of: Slip, columns: number): string =>
  rowsOf(of, columns)
    .map(({ text }) => text)
    .join('\n');

it.each([48, 32])('keeps ticket and booking inside %i columns, also with the longest words', (columns) => {
  for (const made of [queueTicket(TICKET), bookingSlip(BOOKING), bookingSlip({ ...BOOKING, ...LONG })]) {
    expect(parse(slip, made)).toEqual(made);
    for (const row of rowsOf(made, columns)) expect(row.columns).toBeLessThanOrEqual(columns);
  }
});

it.each([48, 32])(
  'says number, day and time in one row each, larger than all else, on %i columns',
  (columns) => {
    const large = [queueTicket(TICKET), bookingSlip(BOOKING)].flatMap((made) =>
      rowsOf(made, columns).filter(({ size }) => size === 'quadruple'),
    );
    expect(large.map(({ text }) => text)).toEqual(['A017', '10:30']);
    const day = rowsOf(bookingSlip(BOOKING), columns).filter(({ size }) => size === 'double');
    expect(day.map(({ text }) => text)).toEqual(['预约单', '12月25日 星期五']);
  },
);

it('leaves no character of a long name or address out', () => {
  const said = texts(bookingSlip({ ...BOOKING, ...LONG }), 32).replace(/\s/gu, '');
  expect(said).toContain(LONG.who);
  expect(said).toContain(LONG.where);
});

it('says a fee in yuan with the sign that printers have, and none in words', () => {
  expect(texts(bookingSlip(BOOKING), 48)).toMatch(/费用 +￥1,234\.50$/mu);
  expect(texts(bookingSlip({ ...BOOKING, feeFen: 0 }), 48)).toMatch(/费用 +不收费$/mu);
});

it('leaves out the list of what to bring when there is nothing', () => {
  expect(texts(bookingSlip(BOOKING), 48)).toContain('要带的东西\n· 身份证\n· 医保卡\n');
  expect(texts(bookingSlip({ ...BOOKING, bring: [] }), 48)).not.toContain('要带');
});

it('tells the next in the queue that nobody comes before', () => {
  expect(texts(queueTicket(TICKET), 48)).toMatch(/前面还有 +3 人$/mu);
  expect(texts(queueTicket({ ...TICKET, ahead: 0 }), 48)).toMatch(/前面还有 +没有人$/mu);
});
