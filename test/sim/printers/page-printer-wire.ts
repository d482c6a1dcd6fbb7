/** IPP as the simulated printer reads and writes it: written from RFC 8010 by itself, so that no mistake is shared with the product. */
export interface Asked {
  /** Major and minor; the answer has the same (RFC 8011 4.1.8). */
  readonly version: Buffer;
  readonly operation: number;
  readonly requestId: number;
  readonly attributes: ReadonlyMap<string, readonly (number | string)[]>;
  readonly document: Buffer;
}

const INTEGER_TAGS = [0x21, 0x23];

export function readRequest(bytes: Buffer): Asked {
  const attributes = new Map<string, (number | string)[]>();
  let values: (number | string)[] = [];
  let at = 8;
  for (let tag = bytes.readUInt8(at); tag !== 0x03; tag = bytes.readUInt8(at)) {
    at += 1;
    if (tag < 0x10) continue;
    const nameEnd = at + 2 + bytes.readUInt16BE(at);
    const name = bytes.toString('utf8', at + 2, nameEnd);
    at = nameEnd + 2 + bytes.readUInt16BE(nameEnd);
    if (name !== '') {
      values = [];
      attributes.set(name, values);
    }
    values.push(
      INTEGER_TAGS.includes(tag) ? bytes.readInt32BE(nameEnd + 2) : bytes.toString('utf8', nameEnd + 2, at),
    );
  }
  return {
    version: bytes.subarray(0, 2),
    operation: bytes.readUInt16BE(2),
    requestId: bytes.readUInt32BE(4),
    attributes,
    document: bytes.subarray(at + 1),
  };
}

const TAGS = {
  none: 0x13,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  collection: 0x34,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  media: 0x49,
} as const;
const END_OF_COLLECTION = 0x37;
const MEMBER_NAME = 0x4a;

type Value = string | number | boolean | readonly ToldAttribute[];
/** An attribute to answer with: name, kind, values; the value of a collection is its members. */
export type ToldAttribute = readonly [name: string, kind: keyof typeof TAGS, ...values: Value[]];
export type ToldGroup = readonly [tag: number, ...attributes: ToldAttribute[]];

const WHOLE_GROUPS = ['all', 'printer-description', 'job-description', 'job-template'];

/** Long with real printers (PWG 5100.7): `all` does not bring it. */
const ONLY_BY_NAME = 'media-col-database';

/** What was asked for (RFC 8011 4.2.5.1): names, or words for many of them. */
export function selected([tag, ...attributes]: ToldGroup, requested: readonly unknown[]): ToldGroup {
  const isWhole = WHOLE_GROUPS.some((word) => requested.includes(word));
  const isWanted = (name: string) => (isWhole && name !== ONLY_BY_NAME) || requested.includes(name);
  return [tag, ...attributes.filter(([name]) => isWanted(name))];
}

export function writeAnswer(
  version: Buffer,
  status: number,
  requestId: number,
  groups: readonly ToldGroup[],
): Buffer {
  const parts = [version, Buffer.of(status >> 8, status & 0xff), int32(requestId)];
  for (const [tag, ...attributes] of groups) parts.push(Buffer.of(tag), ...attributes.map(encode));
  return Buffer.concat([...parts, Buffer.of(0x03)]);
}

function encode([name, kind, ...values]: ToldAttribute): Buffer {
  if (kind === 'none') return field(TAGS.none, name, Buffer.alloc(0));
  return Buffer.concat(values.map((value, at) => encodeValue(kind, at === 0 ? name : '', value)));
}

function encodeValue(kind: keyof typeof TAGS, name: string, value: Value): Buffer {
  return isCollection(value) ? collection(name, value) : field(TAGS[kind], name, octets(value));
}

/** RFC 8010 3.1.6: each member's name is a value of its own. */
function collection(name: string, members: readonly ToldAttribute[]): Buffer {
  const inside = members.flatMap(([member, kind, ...values]) => [
    field(MEMBER_NAME, '', Buffer.from(member)),
    ...values.map((value) => encodeValue(kind, '', value)),
  ]);
  const nothing = Buffer.alloc(0);
  return Buffer.concat([
    field(TAGS.collection, name, nothing),
    ...inside,
    field(END_OF_COLLECTION, '', nothing),
  ]);
}

function isCollection(value: Value): value is readonly ToldAttribute[] {
  return Array.isArray(value);
}

function field(tag: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), sized(name), sized(value)]);
}

function octets(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  return typeof value === 'number' ? int32(value) : Buffer.of(Number(value));
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function sized(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}
