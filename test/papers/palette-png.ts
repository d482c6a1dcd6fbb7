/** A PNG made small for the repository: a palette of its most frequent colours (ISO/IEC 15948), others by the nearest. */
import { crc32, deflateSync } from 'node:zlib';
import { type Picture, readPng, SIGNATURE } from './read-png.ts';

const PALETTE = 256;

type Colour = readonly [red: number, green: number, blue: number];

export function withPalette(png: Buffer): Buffer {
  const picture = readPng(png);
  const colours = frequentColours(picture);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, 3], 8); // 8 bits, palette
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap((colour) => [...split(colour)]))),
    chunk('IDAT', deflateSync(rowsOf(picture, colours), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function frequentColours(picture: Picture): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < picture.width * picture.height; at++) {
    const colour = colourAt(picture, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.slice(0, PALETTE).map(([colour]) => colour);
}

/** Each row begins with its filter: 0, none. */
function rowsOf(picture: Picture, colours: readonly number[]): Buffer {
  const { width, height } = picture;
  const numbers = new Map(colours.map((colour, number) => [colour, number]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let at = 0; at < width * height; at++) {
    const colour = colourAt(picture, at);
    const number = numbers.get(colour) ?? nearest(colour, colours);
    numbers.set(colour, number);
    rows[at + Math.floor(at / width) + 1] = number;
  }
  return rows;
}

function colourAt({ pixels, channels }: Picture, at: number): number {
  return pixels.readUIntBE(at * channels, 3);
}

function nearest(colour: number, colours: readonly number[]): number {
  const wanted = split(colour);
  const distances = colours.map((other) =>
    Math.hypot(...split(other).map((part, channel) => part - (wanted[channel] ?? 0))),
  );
  return distances.indexOf(Math.min(...distances));
}

function split(colour: number): Colour {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/** Length, type, data, CRC of type and data (5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
