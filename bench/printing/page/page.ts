/** The page that all three libraries draw: the same words, fonts, seal and code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { spokenDate } from '#printers/civil-words.ts';
import { headerWords } from '#printers/page/document/header.ts';
import { qrSymbol } from '#printers/page/qr.ts';
import {
  footWords,
  SEAL_USE,
  statementWordings,
  TITLE,
  terms,
} from '#printers/page/residence/residence-words.ts';
import type { Span } from '#printers/page/text/typesetting.ts';
import { SAMPLE } from '../../../test/printers/page/sample.ts';

const [, statement = []] = statementWordings(SAMPLE);

/** The very words of our page. */
export const words = {
  header: headerWords(SAMPLE, { page: 1, pages: 1 }),
  title: TITLE,
  /** Every second one is a fact, underlined and bold. */
  statement: phrasesOf(statement),
  terms: phrasesOf(terms(SAMPLE)),
  signature: [SAMPLE.issuer, spokenDate(SAMPLE.issuedAt.date)],
  sealUse: SEAL_USE,
  foot: footWords(SAMPLE).map((line) => line.map(({ text }) => text).join('')),
} as const;

/** Neighbours of one kind become one phrase, so that plain words and facts take turns. */
function phrasesOf(spans: readonly Span[]): string[] {
  const phrases: string[] = [];
  for (const [at, { text, fact }] of spans.entries()) {
    const former = spans[at - 1];
    if (former && (former.fact === undefined) === (fact === undefined))
      phrases.push((phrases.pop() ?? '') + text);
    else phrases.push(text);
  }
  return phrases;
}

export const RED = '#db3326';
export const LEFT = 77;
export const COLUMN = 441;

/** Star of radius `r` about 0, 0, y downwards. */
export function starPath(r: number): string {
  const corners = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? r : r * 0.382;
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    return `${(reach * Math.cos(angle)).toFixed(2)} ${(reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** The code as one path of bars, y downwards. */
export function qrPath(left: number, top: number, module: number): string {
  const symbol = qrSymbol(SAMPLE.code);
  let path = '';
  for (let row = 0; row < symbol.modules; row++) {
    for (let column = 0, from = 0; column <= symbol.modules; column++) {
      if (column < symbol.modules && symbol.isDark(row, column)) continue;
      const [x, y] = [left + from * module, top + row * module];
      const width = (column - from) * module;
      if (width > 0)
        path += `M${x.toFixed(2)} ${y.toFixed(2)}h${width.toFixed(2)}v${module}h${-width.toFixed(2)}Z`;
      from = column + 1;
    }
  }
  return path;
}

/** In units of the font, y upwards. */
export function glyphPath(font: Buffer, char: string): string {
  const parsed = create(font);
  if ('fonts' in parsed) throw new TypeError('a single font is needed');
  return parsed.glyphForCodePoint(char.codePointAt(0) ?? 0).path.toSVG();
}

export interface FontBytes {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

/** Read once and handed over as bytes: no peer pays for the disc twice. */
export function readFonts(): FontBytes {
  const read = (file: string): Buffer =>
    readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-serif-sc/${file}`));
  return {
    regular: read('400Regular/NotoSerifSC_400Regular.ttf'),
    bold: read('700Bold/NotoSerifSC_700Bold.ttf'),
  };
}
