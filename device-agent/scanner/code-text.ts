/** The bytes of a code become its text, or nothing: a code that nobody can read is no code. */
import { MAX_SCAN_CHARACTERS } from '../contract/messages.ts';
import type { RawCode } from './code-splitter.ts';

export interface ScannedText {
  readonly kind: 'code';
  /** At most MAX_SCAN_CHARACTERS UTF-16 units. */
  readonly text: string;
  /** AIM identifier, e.g. `]Q1`, where the scanner tells it. */
  readonly symbology: string | undefined;
}
type Code = ScannedText | { readonly kind: 'dropped'; readonly because: 'too_long' | 'unreadable' };

/** ISO/IEC 15424: flag, code, modifier. */
export const AIM_IDENTIFIER: RegExp = /^\][A-Za-z][0-9A-Za-z]/u;
/** What a scanner was set to put around a code: STX and ETX, say. */
const CONTROLS_AROUND = /^\p{Cc}+|\p{Cc}+$/gu;
/** Control characters, private use, nothing at all: no code for a kiosk holds them, but misread bytes do. */
const NOT_WRITTEN = /[\p{Cc}\p{Co}\p{Cn}]/u;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** The text without its identifier, and without what the scanner puts around a code. */
export function scannedText(raw: RawCode): Code {
  if (raw.kind === 'too_long') return { kind: 'dropped', because: 'too_long' };
  const sent = decoded(raw.bytes)?.replace(CONTROLS_AROUND, '') ?? '';
  const symbology = AIM_IDENTIFIER.exec(sent)?.[0];
  const text = sent.slice(symbology?.length ?? 0);
  if (text === '' || NOT_WRITTEN.test(text)) return { kind: 'dropped', because: 'unreadable' };
  if (text.length > MAX_SCAN_CHARACTERS) return { kind: 'dropped', because: 'too_long' };
  return { kind: 'code', text, symbology };
}

/** Chinese codes come in either. A text in GB 18030 that is good UTF-8 as well is a rare pair of characters. */
function decoded(bytes: Uint8Array): string | undefined {
  for (const decoder of [utf8, gb18030]) {
    try {
      return decoder.decode(bytes);
    } catch {
      // not in this one
    }
  }
  return undefined;
}
