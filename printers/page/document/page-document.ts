/** A paper as an office would dictate it, block by block. `setDocument` makes sheets of it. */
import type { CivilDate } from '../../civil-words.ts';
import type { CodeUrl } from '../qr.ts';
import type { Span } from '../text/typesetting.ts';

export interface PageDocument {
  /** `statement`: one page in the type of official papers. `record`: smaller type, as many pages as it takes. */
  readonly form: 'statement' | 'record';
  readonly header: Header;
  readonly blocks: readonly Block[];
  readonly foot: Foot;
}

/** Stands on each page, with the page's number. */
export interface Header {
  readonly number: string;
  /** 1 for the first paper of this number. */
  readonly copy: number;
}

/** On the last page: the code, and beside it how to check the paper. */
export interface Foot {
  readonly code: CodeUrl;
  readonly words: readonly (readonly Span[])[];
}

export type Block = Title | Prose | Facts | Table | Signature;

/** One line; begins the document. */
interface Title {
  readonly kind: 'title';
  readonly text: string;
}

/** Orders of the same words, of which the one with the better lines is taken. Never divided between pages. */
export interface Prose {
  readonly kind: 'paragraph';
  readonly wordings: readonly (readonly Span[])[];
}

/** Names and values, two to a line where they are short. */
export interface Facts {
  readonly kind: 'facts';
  readonly pairs: readonly { readonly name: string; readonly value: string }[];
  /** Each has a line of its own, though it be short. */
  readonly isSingle?: boolean;
}

export interface Column {
  readonly title: string;
  /** Of the table's width; all shares together need not be 1. */
  readonly share: number;
  readonly align: 'left' | 'right';
}

/** Divided between rows, its head said again. `sums` is a last row, never parted from the one before. */
export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly sums?: readonly string[];
}

/** Issuer over date, the seal on both; ends the document, and is never alone on a page. */
export interface Signature {
  readonly kind: 'signature';
  /** 4 to 20 characters fit the seal. */
  readonly issuer: string;
  readonly date: CivilDate;
  /** On the seal, e.g. 自助服务专用章 */
  readonly sealUse: string;
}

/** Every text that the document brings along, to be checked against the fonts. */
export function wordsOf({ header, blocks, foot }: PageDocument): string[] {
  return [header.number, ...blocks.flatMap(wordsIn), ...foot.words.flat().map(({ text }) => text)];
}

function wordsIn(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return [block.text];
    case 'paragraph':
      return block.wordings.flat().map(({ text }) => text);
    case 'facts':
      return block.pairs.flatMap(({ name, value }) => [name, value]);
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat(), ...(block.sums ?? [])];
    case 'signature':
      return [block.issuer, block.sealUse];
    default:
      return block satisfies never;
  }
}
