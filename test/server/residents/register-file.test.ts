import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readRegister } from '../../../server/residents/register-file.ts';
import { REGISTER_HEADER as HEADER } from './register.ts';

const TODAY = '2026-11-22';
/** The sample number of GB 11643-1999. */
const SAMPLE = '11010519491231002X';
const GOOD = {
  id_number: SAMPLE,
  name: '测试一',
  sex: '女',
  ethnic_code: '01',
  birth: '1949-12-31',
  address: '样例路1号',
  community_code: '610202001001',
  residence_since: '2020-01-01',
  household_id: '',
  hukou_district: '',
  phone: '',
};

const lineWith = (changed: Partial<typeof GOOD>): string => Object.values({ ...GOOD, ...changed }).join(',');
const fileWith = (...lines: readonly string[]): Buffer => Buffer.from([HEADER, ...lines, ''].join('\n'));

async function wrongs(csv: Buffer, pieces = [csv]): Promise<string[]> {
  const found: string[] = [];
  for await (const item of readRegister(Readable.from(pieces), TODAY)) {
    if (item.kind === 'bad') found.push(`${item.line} ${item.column ?? ''} ${item.reason}`);
  }
  return found;
}

it.each<[string, Partial<typeof GOOD>, string]>([
  ['a wrong check character', { id_number: '110105194912310021' }, '2 id_number wrong_check_character'],
  ['a number of 15 digits', { id_number: '110105491231002' }, '2 id_number number_of_15_digits'],
  ['a birth in the number that never was', { id_number: '110105194902310026' }, '2 id_number no_such_birth'],
  ['no ethnic group', { ethnic_code: '' }, '2 ethnic_code not_two_digits'],
  ['no name', { name: ' ' }, '2 name missing'],
  ['a name of 61 signs', { name: '样'.repeat(61) }, '2 name too_long'],
  ['an unknown sex', { sex: 'toString' }, '2 sex not_a_sex'],
  ['an ethnic group in words', { ethnic_code: '汉' }, '2 ethnic_code not_two_digits'],
  ['another birth than the number says', { birth: '1949-12-30' }, '2 birth not_the_birth'],
  ['a day that does not exist', { residence_since: '2026-02-29' }, '2 residence_since not_a_date'],
  ['a date in another form', { residence_since: '2020/1/1' }, '2 residence_since not_a_date'],
  ['tomorrow', { residence_since: '2026-11-23' }, '2 residence_since in_the_future'],
  [
    'a residence older than its resident',
    { residence_since: '1949-12-30' },
    '2 residence_since before_birth',
  ],
  ['no address', { address: '' }, '2 address missing'],
  ['a short community code', { community_code: '610202' }, '2 community_code not_a_community'],
  ['a district in words', { hukou_district: '王益区' }, '2 hukou_district not_a_district'],
  ['a phone in words', { phone: '没有' }, '2 phone not_a_phone'],
  ['full-width digits', { id_number: '１１０１０５１９４９１２３１００２Ｘ' }, '2 id_number wrong_form'],
  ['a number as Excel shows it', { id_number: '1.10105E+17' }, '2 id_number wrong_form'],
  ['a name of one ideographic space', { name: '\u3000' }, '2 name missing'],
  ['a line break in an address', { address: '"样例路\n1号"' }, '3 address hidden_characters'],
  ['a name that is turned round', { name: '测\u202E试' }, '2 name hidden_characters'],
  ['a NUL, which no database takes', { household_id: 'a\0b' }, '2 household_id hidden_characters'],
  ['a missing column', { phone: '13800000000,x' }, '2  wrong_columns'],
])('refuses %s', async (_, changed, wrong) => {
  expect(await wrongs(fileWith(lineWith(changed)))).toContain(wrong);
});

it('refuses the second row of the same number, also when typed with a small x', async () => {
  const again = lineWith({ id_number: SAMPLE.toLowerCase() });
  expect(await wrongs(fileWith(lineWith({}), again))).toEqual(['3 id_number id_number_twice']);
});

it.each([
  ['an empty file', '', '1  wrong_header'],
  ['a header without a column', `${HEADER.replace(',phone', '')}\n`, '1  wrong_header'],
  ['a header with a column more', `${HEADER},note\n`, '1  wrong_header'],
  ['semicolons', HEADER.replaceAll(',', ';'), '1  wrong_header'],
  ['a row without its last column', `${HEADER}\n${lineWith({}).slice(0, -1)}\n`, '2  wrong_columns'],
  [
    'an open quote above good rows',
    `${HEADER}\n"${lineWith({})}\n${`${lineWith({})}\n`.repeat(9)}`,
    '2  not_csv',
  ],
  [
    'a field of a million signs',
    `${HEADER}\n${lineWith({ address: '样'.repeat(1_000_000) })}\n`,
    '2  not_csv',
  ],
  ['a header in another order', HEADER.replace('name,sex', 'sex,name'), '1  wrong_header'],
  ['a quote that never closes', `${HEADER}\n"${lineWith({})}\n`, '2  not_csv'],
  ['a line without end', `${HEADER}\n${'样'.repeat(20_000)}`, '2  not_csv'],
])('refuses %s', async (_, text, wrong) => {
  expect(await wrongs(Buffer.from(text))).toEqual([wrong]);
});

/** 王 in GB 18030 is cd f5: a file saved by a spreadsheet in the Chinese code page. */
it('says that a file in another encoding is not UTF-8', async () => {
  const [before = '', after = ''] = fileWith(lineWith({})).toString().split('测试一');
  const gbk = Buffer.concat([Buffer.from(before), Buffer.from('cdf5', 'hex'), Buffer.from(after)]);
  expect(await wrongs(gbk)).toEqual(['2 name not_text']);
});

it.each([
  // 姓名,身份证号 in GB 18030; the first bytes of an .xlsx; UTF-16 with its mark, and without.
  ['a header in another encoding', Buffer.from('d0d5c3fb2cc9edb7ddd6a4bac50a', 'hex')],
  ['a workbook', Buffer.from('504b0304140006000800000021006d0f', 'hex')],
  ['UTF-16 of the other end', Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(`${HEADER}\n`, 'utf16le')],
])('says that %s is no UTF-8 text', async (_, bytes) => {
  expect(await wrongs(bytes)).toEqual(['1  not_text']);
});

it.each<[string, Partial<typeof GOOD>]>([
  ['from Hong Kong', { id_number: '810000199003071237', birth: '1990-03-07', ethnic_code: '' }],
  [
    'with a card of 2023 from abroad',
    { id_number: '931586198001010028', birth: '1980-01-01', ethnic_code: '' },
  ],
  ['with a card of 2017 from abroad', { id_number: 'CAN110081080319', birth: '1981-08-03', ethnic_code: '' }],
  ['whose number was typed with small letters', { id_number: 'can110081080319', birth: '1981-08-03' }],
])('takes a resident %s', async (_, changed) => {
  expect(await wrongs(fileWith(lineWith({ name: 'ZHENGJIAN YANGBEN', ...changed })))).toEqual([]);
});

it('says of a wrong number that it is wrong, and nothing of the birth in it', async () => {
  expect(await wrongs(fileWith(lineWith({ id_number: '110105194912310021' })))).toEqual([
    '2 id_number wrong_check_character',
  ]);
});

it('never repeats a value', async () => {
  const listed = await wrongs(fileWith(lineWith({ birth: '1950-01-01' }), lineWith({ name: '' })));
  expect(listed.join()).not.toMatch(/测试一|110105|1950/u);
});

it('takes a good row: with BOM, Windows line ends, quotes, byte by byte, and without a date of residence', async () => {
  const quoted = lineWith({ address: '"样例路1号, 二楼"', residence_since: '' });
  const csv = Buffer.from(`\uFEFF${HEADER}\r\n\r\n${quoted}\r\n`);
  const bytes = Array.from(csv, (byte) => Buffer.of(byte));
  const items = [];
  for await (const item of readRegister(Readable.from(bytes), TODAY)) items.push(item);
  expect(items).toEqual([
    {
      kind: 'good',
      line: 3,
      row: { ...GOOD, address: '样例路1号, 二楼', residence_since: '' },
      isAreaKnown: true,
    },
  ]);
});
