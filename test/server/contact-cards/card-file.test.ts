import { expect, it } from 'vitest';
import { readCardFile } from '../../../server/contact-cards/card-file.ts';

const HEADER = '社区,姓名,职务,网格,电话,二维码';
const GOOD = '红旗社区,李样例,网格员,第一网格,13800000001,https://linli.example/w/1001';

function complaintsOn(text: string): string[] {
  return readCardFile(Buffer.from(text)).complaints.map(({ line, sentence }) => `${line} ${sentence}`);
}

it.each([
  ['no card at all', `${HEADER}\n`, '2 一张卡也没有。'],
  ['another header', `姓名,电话\n${GOOD}\n`, `1 表头应当是：${HEADER}`],
  ['nothing', '', `1 表头应当是：${HEADER}`],
  ['an empty field', `${HEADER}\n${GOOD}\n红旗社区,,网格员,一,13800000001,\n`, '3 “姓名”没有填。'],
  ['a letter in the number', `${HEADER}\n红旗社区,李,网格员,一,1380000000a,\n`, '2 “电话”不像电话号码'],
  ['no address', `${HEADER}\n红旗社区,李,网格员,一,13800000001,第一网格\n`, '2 “二维码”应当是'],
  [
    'an address of a program',
    `${HEADER}\n红旗社区,李,网格员,一,13800000001,javascript:alert(1)\n`,
    '2 “二维码”应当是',
  ],
  [
    'an address of files',
    `${HEADER}\n红旗社区,李,网格员,一,13800000001,ftp://linli.example\n`,
    '2 “二维码”应当是',
  ],
  ['a comma in a field', `${HEADER}\n红旗社区,李,网格员,一,二,13800000001,\n`, '2 有 7 列，应当有 6 列'],
  ['a missing column', `${HEADER}\n红旗社区,李\n`, '2 有 2 列，应当有 6 列'],
  ['an open quote', `${HEADER}\n${GOOD}\n红旗社区,"李,网格员,一,1,\n${GOOD}\n`, '3 这里断开了'],
  ['a line break in a name', `${HEADER}\n红旗社区,"李\n样例",网格员,一,13800000001,\n`, '“姓名”里有换行'],
])('refuses %s in a sentence with its line', (_, text, complaint) => {
  const file = readCardFile(Buffer.from(text));
  expect(complaintsOn(text)).toHaveLength(1);
  expect(complaintsOn(text)[0]).toContain(complaint);
  expect(file.cards.length).toBeLessThanOrEqual(1);
});

it('refuses a table in another encoding, and more cards than anybody prints at once', () => {
  const gb18030 = Buffer.from('c9e7c7f82cd0d5c3fb0a', 'hex'); // 社区,姓名 (GB 18030)
  expect(readCardFile(gb18030).complaints[0]?.sentence).toContain('不是 UTF-8 编码');
  expect(complaintsOn(`${HEADER}\n${`${GOOD}\n`.repeat(2001)}`)).toEqual([
    '2002 一次最多做 2000 张，请分几次做。',
  ]);
});

it('repeats nothing of what stands in a wrong line', () => {
  const text = `${HEADER}\n红旗社区,王样例,网格员,第一网格,一三八,秘密\n`;
  expect(complaintsOn(text).join()).not.toMatch(/王样例|一三八|秘密/u);
});

it('names every wrong line, and keeps reading the right ones', () => {
  const file = readCardFile(Buffer.from(`${HEADER}\n红旗社区,,x,一,13800000001,\n${GOOD}\na,b\n`));
  expect(file.complaints.map(({ line }) => line)).toEqual([2, 4]);
  expect(file.cards.map(({ line }) => line)).toEqual([3]);
});

it('takes a table as a spreadsheet writes it: byte order mark, CRLF, empty lines, quotes', () => {
  const rows = `\uFEFF${HEADER}\r\n\r\n红旗社区,李样例,网格员,"第一网格，1,2号楼",13800000001,\r\n`;
  const { cards, complaints } = readCardFile(Buffer.from(rows));
  expect(complaints).toEqual([]);
  expect(cards).toEqual([
    {
      line: 3,
      card: {
        community: '红旗社区',
        name: '李样例',
        role: '网格员',
        grid: '第一网格，1,2号楼',
        phone: '138 0000 0001',
        code: 'tel:13800000001',
      },
    },
  ]);
});

it('leaves a number of another kind as it was written', () => {
  const row = (phone: string) => `${HEADER}\n红旗社区,值班室,全天,一,${phone},\n`;
  const phoneOf = (phone: string) => readCardFile(Buffer.from(row(phone))).cards[0]?.card;
  expect(phoneOf('0919-800 0100')).toMatchObject({ phone: '0919-800 0100', code: 'tel:09198000100' });
  expect(phoneOf('+86 138 0000 0001')).toMatchObject({ code: 'tel:+8613800000001' });
});
