/**
 * GS I n, what a printer says of itself (Epson's reference, "Transmit printer ID", type B): `5F text 00`.
 * Heard beside the status stream, for which letters such as 2, 6, R and V would be status bytes.
 */
import type { Duplex } from 'node:stream';
import { blockingOf, type Condition } from '../contract.ts';

const GS_I = Buffer.of(0x1d, 0x49);
const FIRMWARE = 65;
const MAKER = 66;
const MODEL = 67;
const HEAD = 0x5f;
const END = 0x00;
/** The reference allows 80 letters. */
const MAX_ANSWER_BYTES = 96;

/** Undefined is what it did not tell: cheap models pass over the question. */
export interface PrinterInformation {
  readonly maker: string | undefined;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
}

/**
 * Ask it only of what has answered DLE EOT: something else may print the letter of the question. A printer that stands
 * still obeys no such command, and is not asked. Nothing else may be asked meanwhile.
 */
export async function printerInformation(
  port: Duplex,
  conditions: readonly Condition[],
  answerWithinMs: number,
): Promise<PrinterInformation> {
  if (blockingOf(conditions).length > 0) return { maker: undefined, model: undefined, firmware: undefined };
  const firmware = await ask(port, FIRMWARE, answerWithinMs);
  const maker = await ask(port, MAKER, answerWithinMs);
  return { firmware, maker, model: await ask(port, MODEL, answerWithinMs) };
}

async function ask(port: Duplex, n: number, answerWithinMs: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve(undefined), answerWithinMs);
  let heard = Buffer.alloc(0);
  const hear = (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]);
    const text = textIn(heard);
    if (text !== undefined || heard.length > MAX_ANSWER_BYTES) resolve(text);
  };
  port.on('data', hear);
  port.write(Buffer.concat([GS_I, Buffer.of(n)]));
  const text = await promise;
  clearTimeout(timer);
  port.off('data', hear);
  return text;
}

/** Without flow control and a late status that cut in: no letter of a name lies below the space. */
function textIn(heard: Buffer): string | undefined {
  const from = heard.indexOf(HEAD);
  const to = heard.indexOf(END, from);
  if (from === -1 || to === -1) return undefined;
  return heard
    .toString('latin1', from + 1, to)
    .replaceAll(/[^ -~]/gu, '')
    .trim();
}
