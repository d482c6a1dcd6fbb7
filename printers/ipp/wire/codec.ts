/**
 * IPP messages as bytes, RFC 8010 section 3:
 * `version(2) | operation or status(2) | request-id(4) | { group-tag(1) attributes }… | 03 | document`,
 * an attribute is `value-tag(1) nameLength(2) name valueLength(2) value`, a further value has nameLength 0.
 * A collection stays flat, as it lies on the wire: its members are further values of the attribute.
 */

export const GROUP = { operation: 0x01, job: 0x02, printer: 0x04 } as const;
const END_OF_ATTRIBUTES = 0x03;
const FIRST_VALUE_TAG = 0x10;

export const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberName: 0x4a,
  beginCollection: 0x34,
  endCollection: 0x37,
} as const;

const HEADER_BYTES = 8;
/** Lengths on the wire are signed shorts (RFC 8010 3.9). */
const MAX_FIELD_BYTES = 0x7fff;

/** Octet strings, dates, ranges and out-of-band values stay bytes. */
export interface Value {
  readonly tag: number;
  readonly value: number | boolean | string | Buffer;
}
export type Attributes = ReadonlyMap<string, readonly Value[]>;
export interface Group {
  readonly tag: number;
  readonly attributes: Attributes;
}
export interface IppMessage {
  /** The operation of a request, the status of an answer. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly Group[];
  /** What follows the attributes: the document of a request. */
  readonly document: Buffer;
}

/** The bytes are no IPP message. */
export class Malformed extends Error {
  readonly code: 'truncated' | 'misplaced' | 'bad_value';
  constructor(code: Malformed['code'], atByte: number) {
    super(`not an IPP message: ${code} at byte ${atByte}`);
    this.code = code;
  }
}

/** The head of an IPP/2.0 message; the document, if any, follows it on the wire. */
export function encodeHead({ code, requestId, groups }: Omit<IppMessage, 'document'>): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(0x0200, 0);
  head.writeUInt16BE(code, 2);
  head.writeUInt32BE(requestId, 4);
  const parts: Buffer[] = [head];
  for (const { tag, attributes } of groups) {
    parts.push(Buffer.of(tag));
    for (const [name, values] of attributes) parts.push(...encodeAttribute(name, values));
  }
  return Buffer.concat([...parts, Buffer.of(END_OF_ATTRIBUTES)]);
}

function encodeAttribute(name: string, values: readonly Value[]): Buffer[] {
  return values.flatMap((value, at) => [
    Buffer.of(value.tag),
    field(Buffer.from(at === 0 ? name : '')),
    field(encodeValue(value)),
  ]);
}

function field(bytes: Buffer): Buffer {
  if (bytes.length > MAX_FIELD_BYTES) throw new RangeError(`${bytes.length} bytes do not fit one IPP field`);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}

function encodeValue({ value }: Value): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  if (typeof value === 'string') return Buffer.from(value);
  if (typeof value !== 'number') return value;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Throws Malformed. Work and memory are bounded by the length of `bytes`: each turn consumes at least one. */
export function decode(bytes: Buffer): IppMessage {
  const cursor = new Cursor(bytes);
  const head = cursor.take(HEADER_BYTES);
  const groups: Group[] = [];
  let attributes: Map<string, Value[]> | undefined;
  let values: Value[] | undefined;
  for (let tag = cursor.takeTag(); tag !== END_OF_ATTRIBUTES; tag = cursor.takeTag()) {
    if (tag < FIRST_VALUE_TAG) {
      attributes = new Map();
      values = undefined;
      groups.push({ tag, attributes });
      continue;
    }
    const name = cursor.takeField().toString();
    if (name !== '' && attributes !== undefined) {
      values = [];
      if (!attributes.has(name)) attributes.set(name, values);
    }
    if (values === undefined) throw new Malformed('misplaced', cursor.at);
    values.push(decodeValue(tag, cursor.takeField(), cursor.at));
  }
  const document = bytes.subarray(cursor.at);
  return { code: head.readUInt16BE(2), requestId: head.readUInt32BE(4), groups, document };
}

class Cursor {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.#bytes.length) throw new Malformed('truncated', this.at);
    const taken = this.#bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  takeTag(): number {
    return this.take(1).readUInt8();
  }

  takeField(): Buffer {
    return this.take(this.take(2).readUInt16BE());
  }
}

function decodeValue(tag: number, bytes: Buffer, at: number): Value {
  switch (tag) {
    case TAG.integer:
    case TAG.enum:
      if (bytes.length !== 4) throw new Malformed('bad_value', at);
      return { tag, value: bytes.readInt32BE() };
    case TAG.boolean:
      if (bytes.length !== 1) throw new Malformed('bad_value', at);
      return { tag, value: bytes[0] !== 0 };
    case TAG.textWithLanguage:
      return { tag: TAG.text, value: withoutLanguage(bytes, at) };
    case TAG.nameWithLanguage:
      return { tag: TAG.name, value: withoutLanguage(bytes, at) };
    default:
      return { tag, value: tag >= TAG.text && tag <= TAG.memberName ? bytes.toString() : bytes };
  }
}

/** `languageLength(2) language textLength(2) text` (RFC 8010 3.9); nobody here asks for the language. */
function withoutLanguage(bytes: Buffer, at: number): string {
  const textAt = bytes.length < 2 ? Number.POSITIVE_INFINITY : 2 + bytes.readUInt16BE(0);
  if (textAt + 2 > bytes.length || textAt + 2 + bytes.readUInt16BE(textAt) !== bytes.length)
    throw new Malformed('bad_value', at);
  return bytes.toString('utf8', textAt + 2);
}
