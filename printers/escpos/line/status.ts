/**
 * What a slip printer says, told apart on its one line (Epson's ESC/POS reference, sections on DLE EOT, GS a, GS r,
 * GS ( H). Every kind has its own fixed bits, so the byte itself says what it is:
 * `0xx1xx10` DLE EOT · `0xx1xx00` and three `0xx0xxxx` ASB · `0xx0xxxx` GS r · 35 37 3B 3D 5F … 00 blocks · 11 13 flow.
 */
import type { Automatic } from './automatic-status.ts';

export type Said =
  | { readonly kind: 'realtime'; readonly byte: number }
  | { readonly kind: 'process_id'; readonly id: string }
  | { readonly kind: 'paper_sensor'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: Automatic }
  /** XOFF and XON: no more bytes, please; go on. */
  | { readonly kind: 'flow'; readonly goesOn: boolean }
  /** Other blocks: nothing we have asked for. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'garbage'; readonly bytes: number };

const BLOCK_HEADS: ReadonlySet<number> = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const MAX_BLOCK_BYTES = 96;
const ASB_BYTES = 4;
const PROCESS_ID_BYTES = 7;
const XON = 0x11;
const XOFF = 0x13;

const isRealtime = (byte: number) => (byte & 0x93) === 0x12;
const isFlow = (byte: number) => byte === XON || byte === XOFF;
const isAsbHead = (byte: number) => (byte & 0x93) === 0x10;
const isSensor = (byte: number) => (byte & 0x90) === 0;

/**
 * Sixteen letters whose bits are those of no other answer: a status byte that cuts into the block of a process id can
 * be taken out of it.
 */
export function processIdOf(count: number): string {
  const nibbles = [count >> 12, count >> 8, count >> 4, count];
  return String.fromCharCode(...nibbles.map((nibble) => 0x41 + (nibble & 0x0f)));
}

/** Pieces of any size in, whole answers out. Never holds more than one unfinished block. */
export class StatusStream {
  #pending: number[] = [];

  push(bytes: Uint8Array): Said[] {
    const said: Said[] = [];
    for (const byte of bytes) {
      if (this.#pending.length > 0 && (isRealtime(byte) || isFlow(byte))) said.push(single(byte));
      else said.push(...this.#take(byte));
    }
    return said;
  }

  #take(byte: number): Said[] {
    const pending = this.#pending;
    const [head] = pending;
    if (head === undefined) {
      if (!isAsbHead(byte) && !BLOCK_HEADS.has(byte)) return [single(byte)];
      pending.push(byte);
      return [];
    }
    if (isAsbHead(head) && !isSensor(byte)) return [this.#drop(), ...this.#take(byte)];
    pending.push(byte);
    if (isAsbHead(head)) return pending.length === ASB_BYTES ? this.#done(automatic(pending)) : [];
    if (byte === 0) return this.#done(block(pending));
    return pending.length === MAX_BLOCK_BYTES ? [this.#drop()] : [];
  }

  #done(said: Said): Said[] {
    this.#pending = [];
    return [said];
  }

  #drop(): Said {
    const bytes = this.#pending.length;
    this.#pending = [];
    return { kind: 'garbage', bytes };
  }
}

function single(byte: number): Said {
  if (isRealtime(byte)) return { kind: 'realtime', byte };
  if (isFlow(byte)) return { kind: 'flow', goesOn: byte === XON };
  return isSensor(byte) ? { kind: 'paper_sensor', byte } : { kind: 'garbage', bytes: 1 };
}

function automatic([printer = 0, error = 0, paper = 0, reserved = 0]: readonly number[]): Said {
  return { kind: 'automatic', bytes: [printer, error, paper, reserved] };
}

/** `37 22 d1 d2 d3 d4 00` answers GS ( H, function 48; a stray 37 may stand before it. */
function block(bytes: readonly number[]): Said {
  const [head, kind, ...id] = bytes.slice(-PROCESS_ID_BYTES, -1);
  const isProcessId = head === 0x37 && kind === 0x22;
  return isProcessId ? { kind: 'process_id', id: String.fromCharCode(...id) } : { kind: 'unasked' };
}
