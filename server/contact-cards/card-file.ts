/** A table of contact cards (UTF-8, RFC 4180), as staff keep it in a spreadsheet: a card a line. */
import { CsvError, parse } from 'csv-parse/sync';
import type { ContactCard } from '#printers/page/contact-cards/contact-card.ts';
import { type CardRow, COLUMNS, faultOf } from './card-row.ts';

export interface CardLine {
  /** In the file, from 1, the header. */
  readonly line: number;
  readonly card: ContactCard;
}
export interface Complaint {
  readonly line: number;
  /** For staff, in Chinese. It names a column, never what stands in it. */
  readonly sentence: string;
}
export interface CardFile {
  readonly cards: readonly CardLine[];
  readonly complaints: readonly Complaint[];
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const MAX_CARDS = 2000;

export function readCardFile(bytes: Uint8Array): CardFile {
  const text = new TextDecoder().decode(bytes); // without the byte order mark
  if (/[\uFFFD\0]/u.test(text)) return broken(1, '不是 UTF-8 编码的文字表。在表格软件里另存为“CSV UTF-8”。');
  try {
    return checked(records(text));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return broken(lineAfter(fault), '这里断开了，多半是少了一个英文双引号。');
  }
}

/** With `info` the parser gives more than its types say. */
function records(text: string): CsvRecord[] {
  const options = { info: true, trim: true, skip_empty_lines: true, relax_column_count: true };
  return parse(text, options) as unknown as CsvRecord[];
}

/** The parser notices an open quote far below it: the line after the last whole record is the better guide. */
function lineAfter({ records: whole, empty_lines }: CsvError): number {
  return Number(whole) + Number(empty_lines) + 1;
}

function checked([header, ...lines]: readonly CsvRecord[]): CardFile {
  if (header?.record.join() !== COLUMNS.join()) return broken(1, `表头应当是：${COLUMNS.join(',')}`);
  if (lines.length === 0) return broken(2, '一张卡也没有。');
  if (lines.length > MAX_CARDS) return broken(lines.length + 1, `一次最多做 ${MAX_CARDS} 张，请分几次做。`);
  const cards: CardLine[] = [];
  const complaints: Complaint[] = [];
  for (const { record, info } of lines) {
    const row = Object.fromEntries(COLUMNS.map((column, at) => [column, record[at] ?? ''])) as CardRow;
    const sentence = record.length === COLUMNS.length ? faultOf(row) : wrongCount(record.length);
    if (sentence === undefined) cards.push({ line: info.lines, card: cardOf(row) });
    else complaints.push({ line: info.lines, sentence });
  }
  return { cards, complaints };
}

function wrongCount(count: number): string {
  return `有 ${count} 列，应当有 ${COLUMNS.length} 列。字里有逗号的，整格用英文双引号括起来。`;
}

function broken(line: number, sentence: string): CardFile {
  return { cards: [], complaints: [{ line, sentence }] };
}

function cardOf(row: CardRow): ContactCard {
  const digits = row.电话.replace(/[^\d+]/gu, '');
  return {
    community: row.社区,
    name: row.姓名,
    role: row.职务,
    grid: row.网格,
    phone: /^1\d{10}$/u.test(digits) ? digits.replace(/^(\d{3})(\d{4})/u, '$1 $2 ') : row.电话,
    code: row.二维码 === '' ? `tel:${digits}` : row.二维码,
  };
}
