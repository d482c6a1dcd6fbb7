/** The parser of answers beside a bare search for the preamble over the same bytes, and over the worst bytes there are. */
import { AnswerParser } from '../../device-agent/readers/sam/answer-parser.ts';
import { PREAMBLE } from '../../device-agent/readers/sam/sam-frame.ts';
import { seeded } from '../../test/sim/reader/card-line.ts';
import { answerFrame } from '../../test/sim/reader/sam-wire.ts';
import { percentile } from '../report/figure.ts';

const STREAM_BYTES = 8_000_000;
/** What a serial line hands over at once, at most. */
const PIECE_BYTES = 4096;
/** Text and photo with their lengths. */
const CARD_BYTES = 1284;
const LONGEST_NOISE_BYTES = 24;
const WARM_UPS = 5;
const ROUNDS = 15;
/** Searches a round: both sides then last about as long, and a busy machine takes from both alike. */
const SEARCHES = 4;
const FALSE_STARTS = 100_000;

export interface ParserSpeed {
  /** Time of the search to time of the parser. */
  readonly ratio: number;
  readonly bytesPerSecond: number;
  /** Preambles with the greatest length, one after another, a byte at a time. */
  readonly worstUsPerByte: number;
}

export function parserSpeed(): ParserSpeed {
  const { stream, cards } = cardsWithNoise();
  const [searches, parses]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const searchMs = timed(() => preamblesIn(stream), SEARCHES * cards) / SEARCHES;
    const parseMs = timed(() => answersIn(stream), cards);
    if (round >= WARM_UPS) {
      searches.push(searchMs);
      parses.push(parseMs);
    }
  }
  const parseMs = percentile(parses, 0.5);
  return {
    ratio: percentile(searches, 0.5) / parseMs,
    bytesPerSecond: stream.length / (parseMs / 1000),
    worstUsPerByte: worstUsPerByte(),
  };
}

/** Cards as a reader sends them, their contents random as a compressed photo is. */
function cardsWithNoise(): { stream: Buffer; cards: number } {
  const random = seeded(1);
  const randomBytes = (length: number) =>
    Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  const pieces: Buffer[] = [];
  let [length, cards] = [0, 0];
  while (length < STREAM_BYTES) {
    const piece = Buffer.concat([
      answerFrame(0x90, randomBytes(CARD_BYTES)),
      randomBytes(random() * LONGEST_NOISE_BYTES),
    ]);
    pieces.push(piece);
    length += piece.length;
    cards += 1;
  }
  return { stream: Buffer.concat(pieces), cards };
}

function preamblesIn(stream: Buffer): number {
  let preambles = 0;
  for (let search = 0; search < SEARCHES; search += 1)
    for (let at = stream.indexOf(PREAMBLE); at !== -1; at = stream.indexOf(PREAMBLE, at + 1)) preambles += 1;
  return preambles;
}

function answersIn(stream: Buffer): number {
  const parser = new AnswerParser();
  let answers = 0;
  for (let at = 0; at < stream.length; at += PIECE_BYTES)
    for (const item of parser.take(stream.subarray(at, at + PIECE_BYTES)))
      if (item.kind === 'answer') answers += 1;
  return answers;
}

function worstUsPerByte(): number {
  const stream = Buffer.from('aaaaaa96690fff'.repeat(FALSE_STARTS), 'hex');
  const parser = new AnswerParser();
  const from = performance.now();
  for (let at = 0; at < stream.length; at += 1) parser.take(stream.subarray(at, at + 1));
  parser.end();
  return ((performance.now() - from) * 1000) / stream.length;
}

/** Milliseconds; throws when the count is not what it must be. */
function timed(count: () => number, expected: number): number {
  const from = performance.now();
  const counted = count();
  const ms = performance.now() - from;
  if (counted !== expected) throw new Error(`${counted} of ${expected} found`);
  return ms;
}
