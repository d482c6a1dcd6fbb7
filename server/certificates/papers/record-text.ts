/** What a paper that is only data says: the definition's sentences, filled with what was decided by. */
import { closeFigures } from '#printers/civil-words.ts';
import { MAX_NAME_BYTES, MAX_STATEMENT_BYTES } from '#server/contract/paper/certificate-code.ts';
import type { Definition } from '../../definitions/definition-file.ts';
import type { WrittenPaper } from '../../definitions/outcome.ts';
import { yuan } from '../../departments/wire-values.ts';
import type { Decided } from '../../rules/decision.ts';
import { toldValue } from '../../rules/words/own-and-required.ts';
import { fill } from '../../rules/words/sentences.ts';
import type { KeptRecord } from './paper.ts';

export type WrittenRecord = Extract<WrittenPaper, { layout: 'record' }>;
type Told = Readonly<Record<string, string | boolean>>;
type RecordText = Pick<KeptRecord, 'layout' | 'title' | 'holder' | 'statement' | 'says' | 'facts' | 'table'>;

export interface Holder {
  readonly name: string;
  readonly idNumber: string;
  readonly numberTitle: string;
}

/** Known not to exist. */
const NOTHING = '无';
const GAP = /(<[^<>]+>)/u;

export function recordText(
  definition: Definition,
  written: WrittenRecord,
  decided: Decided,
  holder: Holder,
  today: string,
): RecordText {
  const data = gapsOf(definition, decided, today);
  const gaps = { ...data, 'resident.name': holder.name, 'resident.number': holder.idNumber };
  const title = definition.written.title.zh;
  const isNamed = written.says.some((sentence) => sentence.includes('<resident.name>'));
  const person = [
    { name: '姓名', value: holder.name },
    { name: holder.numberTitle, value: holder.idNumber },
  ];
  const facts = written.facts.map((name) => ({
    name: definition.facts.get(name)?.label.zh ?? name,
    value: filled(`<${name}>`, gaps),
  }));
  const table = tableOf(definition, written, decided);
  return {
    layout: 'record',
    title: within(title, MAX_NAME_BYTES),
    holder: within(filled(definition.written.issuer, data), MAX_NAME_BYTES),
    /** The code tells it to whoever scans or types: it cannot name anybody. */
    statement: within(filled(definition.written.statement?.zh ?? title, data), MAX_STATEMENT_BYTES),
    says: written.says.map((sentence) => spansOf(sentence, gaps)),
    facts: isNamed ? facts : [...person, ...facts],
    ...(table === undefined ? {} : { table }),
  };
}

/** Figures, not spoken words: a paper is compared figure by figure. */
function gapsOf(definition: Definition, { facts, parameters }: Decided, today: string): Told {
  const known = Object.entries(facts).map(([name, value]) => {
    if (value === null) return [name, NOTHING] as const;
    return [name, inFigures(toldValue(definition.facts.get(name), value, 'zh'))] as const;
  });
  return {
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, inFigures(value)])),
    ...Object.fromEntries(known),
    today,
  };
}

function inFigures(value: string | number | boolean): string | boolean {
  return typeof value === 'number' ? String(value) : value;
}

function spansOf(sentence: string, gaps: Told): KeptRecord['says'][number] {
  const parts = sentence.split(GAP).filter((part) => part !== '');
  return parts.map((part) => ({ text: filled(part, gaps), isFact: GAP.test(part) }));
}

function filled(sentence: string, gaps: Told): string {
  return closeFigures(fill(sentence, (name) => gaps[name], 'zh'));
}

/** A table without rows is left out: its sentence says that there is nothing. */
function tableOf(
  definition: Definition,
  { table: name }: WrittenRecord,
  { tables }: Decided,
): KeptRecord['table'] {
  const [declared, rows] = [definition.tables.get(name ?? ''), tables[name ?? '']];
  if (declared === undefined || rows === undefined || rows.length === 0) return undefined;
  const columns = declared.columns.map(({ label, share, as }) => ({
    title: label.zh,
    share,
    align: as === 'yuan' ? ('right' as const) : ('left' as const),
  }));
  const sums = declared.columns.map(({ sum }, at) => (sum ? sumOf(rows.map((row) => row[at] ?? '')) : ''));
  return { columns, rows: rows.map((row) => row.map(closeFigures)), sums };
}

/** Of cells in yuan with two places; an empty one counts as none. Whole fen are added, of which no digit is lost. */
function sumOf(cells: readonly string[]): string {
  return yuan(String(cells.reduce((fen, cell) => fen + BigInt(cell.replace('.', '') || '0'), 0n)));
}

/** At most so many bytes of UTF-8; cut between characters, and an ellipsis says so. */
function within(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const room = mostBytes - Buffer.byteLength('…');
  let bytes = 0;
  const kept = Array.from(text).filter((character) => {
    bytes += Buffer.byteLength(character);
    return bytes <= room;
  });
  return `${kept.join('')}…`;
}
