import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnswerParser, type Found } from '../../../../device-agent/readers/sam/answer-parser.ts';
import { FOUND, NO_CARD, PREAMBLE, READ_MAINLAND } from './vectors.ts';

const LONGEST_FRAME_BYTES = 7 + 4096;
const RUNS = { seed: 20261122, numRuns: 500 };
const hex = (digits: string) => Buffer.from(digits, 'hex');
const [found, noCard, card] = [hex(FOUND), hex(NO_CARD), hex(READ_MAINLAND)];

/** Bytes as a bad line brings them: noise, whole and damaged frames, preambles with lengths true and false. */
const junk = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...['aa', 'aaaa', 'aaaaaa9669', `${PREAMBLE}0004`, `${PREAMBLE}1001`].map(hex)),
      fc.constantFrom(...[`${PREAMBLE}0fff`, `${PREAMBLE}0040`, `${PREAMBLE}1000`].map(hex)),
      fc.constantFrom(found, noCard, card, found.subarray(0, 9), card.subarray(0, 700)),
      fc.nat({ max: 5000 }).map((length) => Buffer.alloc(length, 0x5a)),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Buffer.concat(pieces));
/** Where the bytes are cut on their way, as lengths that are used over and over. */
const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });

it('takes what a search from every single byte would take, however the bytes are split', () => {
  fc.assert(
    fc.property(junk, cuts, (stream, lengths) => {
      const parser = new AnswerParser();
      const all = [...pieces(stream, lengths).flatMap((piece) => parser.take(piece)), ...parser.end()];
      expect(answersIn(all)).toEqual(searchedByteByByte(stream));
    }),
    RUNS,
  );
});

it('accounts for each byte once, in no more steps than bytes, and holds back less than one longest frame', () => {
  fc.assert(
    fc.property(junk, cuts, (stream, lengths) => {
      const parser = new AnswerParser();
      let [came, told] = [0, 0];
      for (const piece of pieces(stream, lengths)) {
        came += piece.length;
        for (const item of parser.take(piece)) {
          expect(bytesOf(item)).toBeGreaterThan(0);
          told += bytesOf(item);
        }
        expect(came - told).toBeGreaterThanOrEqual(0);
        expect(came - told).toBeLessThan(LONGEST_FRAME_BYTES);
      }
      for (const item of parser.end()) told += bytesOf(item);
      expect(told).toBe(stream.length);
    }),
    RUNS,
  );
});

it('finds a good frame with its last byte, once a longest frame’s worth of bytes lies between it and any junk', () => {
  fc.assert(
    fc.property(junk, cuts, (stream, lengths) => {
      const parser = new AnswerParser();
      for (const piece of pieces(stream, lengths)) parser.take(piece);
      for (let between = 0; between < LONGEST_FRAME_BYTES; between += noCard.length) parser.take(noCard);
      parser.take(found.subarray(0, -1));
      expect(answersIn(parser.take(found.subarray(-1)))).toEqual([found.subarray(5).toString('hex')]);
    }),
    RUNS,
  );
});

it('finds a good frame behind any junk when nothing more comes, unless one that checks began in the junk', () => {
  fc.assert(
    fc.property(junk, (stream) => {
      const parser = new AnswerParser();
      const all = [...parser.take(Buffer.concat([stream, found])), ...parser.end()];
      const [last, begins] = [all.at(-1), all.slice(0, -1).reduce((sum, item) => sum + bytesOf(item), 0)];
      const swallowed = begins !== stream.length;
      if (swallowed) expect(searchedByteByByte(Buffer.concat([stream, found]))).toEqual(answersIn(all));
      else expect(last).toMatchObject({ kind: 'answer', answer: { status: 0x9f } });
    }),
    RUNS,
  );
});

it('makes no answer of a frame in which a byte behind the length was changed', () => {
  const unlikePreamble = fc.uint8Array({ minLength: 4, maxLength: 400, max: 0xa9 });
  fc.assert(
    fc.property(unlikePreamble, fc.nat(), fc.integer({ min: 1, max: 255 }), (counted, place, change) => {
      const good = framed(counted);
      const bad = Buffer.from(good);
      const at = 7 + (place % counted.length);
      bad.writeUInt8(bad.readUInt8(at) ^ change, at);
      const parser = new AnswerParser();
      expect(answersIn([...parser.take(bad), ...parser.end()])).toEqual([]);
      expect(answersIn(new AnswerParser().take(good))).toHaveLength(1);
    }),
    RUNS,
  );
});

it('brings frames out in the order in which they came, and all of them', () => {
  const frame = fc.oneof(
    fc.constantFrom(found, noCard, card),
    fc.uint8Array({ minLength: 4, maxLength: 4096 }).map(framed),
  );
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 20 }), cuts, (frames, lengths) => {
      const parser = new AnswerParser();
      const all = pieces(Buffer.concat(frames), lengths).flatMap((piece) => parser.take(piece));
      expect(answersIn(all)).toEqual(frames.map((bytes) => bytes.subarray(5).toString('hex')));
    }),
    RUNS,
  );
});

/** The definition: at each byte, a frame that is whole and checks is taken; else the byte is stepped over. */
function searchedByteByByte(stream: Buffer): string[] {
  const answers: string[] = [];
  for (let at = 0; at < stream.length; ) {
    const here = stream.subarray(at);
    const size = 7 + (here.length < 7 ? 0 : here.readUInt16BE(5));
    const counted = here.subarray(5, size);
    const isGood =
      here.subarray(0, 5).equals(hex(PREAMBLE)) &&
      size >= 7 + 4 &&
      size <= LONGEST_FRAME_BYTES &&
      here.length >= size &&
      counted.reduce((sum, byte) => sum ^ byte, 0) === 0;
    if (isGood) answers.push(counted.toString('hex'));
    at += isGood ? size : 1;
  }
  return answers;
}

/** Len to CHK of each answer, the checksum computed again. */
function answersIn(all: readonly Found[]): string[] {
  return all.flatMap((item) => {
    if (item.kind === 'discarded') return [];
    const { cardStatus, status, data } = item.answer;
    const words = Buffer.of(cardStatus >> 8, cardStatus & 0xff, status);
    return [
      framed(Buffer.concat([words, data, Buffer.of(0)]))
        .subarray(5)
        .toString('hex'),
    ];
  });
}

/** Preamble and length before what is counted, whose last byte becomes the checksum. */
function framed(counted: Uint8Array): Buffer {
  const frame = Buffer.concat([
    hex(PREAMBLE),
    Buffer.of(counted.length >> 8, counted.length & 0xff),
    counted,
  ]);
  frame[frame.length - 1] = frame.subarray(5, -1).reduce((sum, byte) => sum ^ byte, 0);
  return frame;
}

function bytesOf(item: Found): number {
  return item.kind === 'answer' ? item.answer.data.length + 11 : item.bytes;
}

function pieces(stream: Buffer, lengths: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    parts.push(stream.subarray(at, at + length));
    at += length;
  }
  return parts;
}
