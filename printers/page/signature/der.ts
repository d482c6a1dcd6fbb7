/** Distinguished encoding of ASN.1 (X.690): the few types that a certificate and a signature are made of. */

const LONGEST_SHORT_LENGTH = 0x7f;
const SEQUENCE = 0x30;
const SET = 0x31;
const EXPLICIT = 0xa0;
const IMPLICIT = 0x80;

/** Tag, length, contents. */
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const contents = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(contents.length), contents]);
}

function lengthOf(bytes: number): Buffer {
  if (bytes <= LONGEST_SHORT_LENGTH) return Buffer.of(bytes);
  const digits = bigEndian(bytes, 0x100);
  return Buffer.of(0x80 | digits.length, ...digits);
}

/** The digits of a whole number, highest first. */
function bigEndian(value: number, base: number): number[] {
  const rest = Math.floor(value / base);
  return rest === 0 ? [value % base] : [...bigEndian(rest, base), value % base];
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(SEQUENCE, ...parts);
/** Members in the order of their bytes (X.690, 11.6). */
export const setOf = (...members: readonly Uint8Array[]): Buffer =>
  element(SET, ...members.toSorted(Buffer.compare));
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  element(EXPLICIT | number, ...parts);
/** Bytes whose tag says where they stand. */
export const implicit = (number: number, bytes: Uint8Array): Buffer => element(IMPLICIT | number, bytes);
/** A set whose tag says where it stands instead (IMPLICIT, X.690, 8.14.3). */
export const implicitSet = (number: number, set: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(EXPLICIT | number), set.subarray(1)]);

export const boolean = (value: boolean): Buffer => element(0x01, Buffer.of(value ? 0xff : 0));
/** Not negative, highest byte first. */
export function integer(magnitude: Uint8Array): Buffer {
  const from = magnitude.findIndex((byte) => byte !== 0);
  const digits = from < 0 ? Buffer.of(0) : magnitude.subarray(from);
  return element(0x02, ...((digits[0] ?? 0) >= 0x80 ? [Buffer.of(0)] : []), digits);
}
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  element(0x03, Buffer.of(unusedBits), bytes);
export const octetString = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const printableString = (text: string): Buffer => element(0x13, Buffer.from(text, 'ascii'));

/** `1.2.840.10045.4.3.2` and the like. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...arcs].flatMap((arc) => {
    const digits = bigEndian(arc, 0x80);
    return digits.map((digit, index) => (index < digits.length - 1 ? digit | 0x80 : digit));
  });
  return element(0x06, Buffer.from(bytes));
}

/** Two digits of the year until 2049, four from then on (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().replaceAll(/[-:T]/gu, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : element(0x18, Buffer.from(digits, 'ascii'));
}

/** The elements that a constructed one consists of, whole. Throws `RangeError` when it is cut short. */
export function membersOf(constructed: Uint8Array): Buffer[] {
  const bytes = Buffer.from(constructed);
  const members: Buffer[] = [];
  for (let at = contentsAt(bytes, 0); at < bytes.length; ) {
    const end = endOf(bytes, at);
    members.push(bytes.subarray(at, end));
    at = end;
  }
  return members;
}

function contentsAt(bytes: Buffer, at: number): number {
  const first = bytes.readUInt8(at + 1);
  return at + 2 + (first <= LONGEST_SHORT_LENGTH ? 0 : first & 0x7f);
}

function endOf(bytes: Buffer, at: number): number {
  const contents = contentsAt(bytes, at);
  const digits = contents - at - 2;
  return contents + (digits === 0 ? bytes.readUInt8(at + 1) : bytes.readUIntBE(at + 2, digits));
}
