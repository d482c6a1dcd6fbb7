/** Any service's paper from its data: sentences, facts, at most one table, on as many pages as that takes. */

import type { Block, PageDocument } from '../document/page-document.ts';
import type { DatedDocument } from '../document/render-document.ts';
import {
  footWords,
  provenance,
  type RecordPaper,
  type RecordTable,
  SEAL_USE,
  spansOf,
  terms,
} from './record-words.ts';

/** More of them look crowded in the type of an official paper. */
const MOST_FACTS_OF_A_STATEMENT = 6;

export function recordDocument(data: RecordPaper): DatedDocument {
  const { title, number, copy, says, facts, table, issuer, issuedAt, code } = data;
  const form = formOf(data);
  const isSingle = form === 'statement';
  const blocks: Block[] = [
    { kind: 'title', text: title },
    ...says.map((said): Block => ({ kind: 'paragraph', wordings: [spansOf(said)] })),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', pairs: facts, isSingle } as const]),
    ...(table === undefined ? [] : [tableOf(table)]),
    { kind: 'paragraph', wordings: terms(data) },
    { kind: 'paragraph', wordings: [provenance(data)] },
    { kind: 'signature', issuer, date: issuedAt.date, sealUse: SEAL_USE },
  ];
  const document = {
    form,
    header: { number, copy },
    blocks,
    foot: { code, words: footWords(data) },
  };
  return { title, issuedAt, document };
}

function formOf({ table, facts }: RecordPaper): PageDocument['form'] {
  return table === undefined && facts.length <= MOST_FACTS_OF_A_STATEMENT ? 'statement' : 'record';
}

/** The last row says how many there are, so that none can be taken away unseen. */
function tableOf({ columns, rows, sums }: RecordTable): Block {
  return { kind: 'table', columns, rows, sums: [`共 ${rows.length} 条`, ...sums.slice(1)] };
}
