/**
 * A colour profile (ICC.1:2001-04, version 2.1): what the red of a page means. An RGB display with the primaries of
 * sRGB (IEC 61966-2-1), seen under D50, and gamma 2.2. Made here, so that no foreign file's licence comes into ours.
 */

const HEADER_BYTES = 128;
const TAG_ENTRY_BYTES = 12;
const VERSION_2_1 = 0x0210_0000;
/** X, Y, Z: the white of D50, and the primaries adapted to it (Bradford). */
const D50 = [0.9642, 1, 0.8249] as const;
const RED = [0.436, 0.2225, 0.0139] as const;
const GREEN = [0.3851, 0.7169, 0.0971] as const;
const BLUE = [0.1431, 0.0606, 0.7142] as const;
const GAMMA = 2.2;
/** A textDescriptionType ends with a Unicode and a Macintosh text; both may be empty (6.5.17). */
const NO_OTHER_TEXTS = Buffer.alloc(4 + 4 + 2 + 1 + 67);

export const SRGB_NAME = 'sRGB';

/** 476 bytes. */
export function srgbProfile(): Buffer {
  const gamma = Math.round(GAMMA * 0x100); // u8Fixed8Number
  const curve = element('curv', uint32(1), Buffer.of(gamma >> 8, gamma & 0xff, 0, 0));
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', description(SRGB_NAME)],
    ['cprt', element('text', Buffer.from('CC0\0'))],
    ['wtpt', xyz(D50)],
    ...(
      [
        ['rXYZ', RED],
        ['gXYZ', GREEN],
        ['bXYZ', BLUE],
      ] as const
    ).map(([name, at]) => [name, xyz(at)] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curve] as const),
  ];
  let at = HEADER_BYTES + 4 + TAG_ENTRY_BYTES * tags.length;
  const entries = tags.map(([name, data]) => {
    const entry = Buffer.concat([Buffer.from(name), uint32(at), uint32(data.length)]);
    at += data.length;
    return entry;
  });
  return Buffer.concat([header(at), uint32(tags.length), ...entries, ...tags.map(([, data]) => data)]);
}

/** 6.1 */
function header(profileBytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt32BE(profileBytes, 0);
  head.writeUInt32BE(VERSION_2_1, 8);
  head.write('mntrRGB XYZ ', 12);
  for (const [index, part] of [2026, 1, 1].entries()) head.writeUInt16BE(part, 24 + 2 * index);
  head.write('acsp', 36);
  Buffer.concat(D50.map(fixed16)).copy(head, 68);
  return head;
}

function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`);
  const parts = Buffer.concat([uint32(ascii.length), ascii, NO_OTHER_TEXTS]);
  return element('desc', parts, Buffer.alloc(-parts.length & 3));
}

const xyz = (values: readonly number[]): Buffer => element('XYZ ', ...values.map(fixed16));

/** Type, four zeros, data. */
function element(type: string, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(type), uint32(0), ...parts]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** s15Fixed16Number */
const fixed16 = (value: number): Buffer => uint32(Math.round(value * 0x1_0000));
