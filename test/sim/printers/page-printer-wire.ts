/** IPP as the simulated printer reads and writes it: written from RFC 8010 by itself, so that no mistake is shared with the product. */
export interface Asked {
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
    operation: bytes.readUInt16BE(2),
    requestId: bytes.readUInt32BE(4),
    attributes,
    document: bytes.subarray(at + 1),
  };
}

const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
} as const;
const MORE_TAGS = { charset: 0x47, language: 0x48, media: 0x49 } as const;
type Kind = keyof typeof TAGS | keyof typeof MORE_TAGS;

/** An attribute to answer with: name, kind, values. */
export type ToldAttribute = readonly [name: string, kind: Kind, ...values: (string | number | boolean)[]];
export type ToldGroup = readonly [tag: number, ...attributes: ToldAttribute[]];

export function writeAnswer(status: number, requestId: number, groups: readonly ToldGroup[]): Buffer {
  const parts = [Buffer.of(2, 0, status >> 8, status & 0xff), int32(requestId)];
  for (const [tag, ...attributes] of groups) {
    parts.push(Buffer.of(tag));
    for (const [name, kind, ...values] of attributes) {
      values.forEach((value, at) => {
        parts.push(
          Buffer.of({ ...TAGS, ...MORE_TAGS }[kind]),
          sized(at === 0 ? name : ''),
          sized(octets(value)),
        );
      });
    }
  }
  return Buffer.concat([...parts, Buffer.of(0x03)]);
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
