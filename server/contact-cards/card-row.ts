/** What may stand in a line of the table of contact cards. */

/** The header of the table, in this order. */
export const COLUMNS = ['社区', '姓名', '职务', '网格', '电话', '二维码'] as const;
export type CardRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** What a code of 19 mm can hold in modules that a phone reads. */
const MAX_CODE = 100;
const PHONE = /^\+?\d[\d -]{3,18}\d$/u;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A sentence for staff; undefined when the row is in order. */
export function faultOf(row: CardRow): string | undefined {
  for (const column of COLUMNS) {
    if (row[column] === '' && column !== '二维码') return `“${column}”没有填。`;
    if (HIDDEN.test(row[column])) return `“${column}”里有换行或看不见的字符。`;
  }
  if (!PHONE.test(row.电话)) return '“电话”不像电话号码：只写数字、空格和短横线，5 到 20 位。';
  if (row.二维码 !== '' && !isAddress(row.二维码)) {
    return `“二维码”应当是 https:// 开头的网址，最多 ${MAX_CODE} 个字符；空着就印拨打这个电话的码。`;
  }
  return undefined;
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[!-~]+$/u.test(text) && text.length <= MAX_CODE && URL.canParse(text);
}
