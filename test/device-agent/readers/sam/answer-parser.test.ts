import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { AnswerParser, type Found } from '../../../../device-agent/readers/sam/answer-parser.ts';
import { drip } from './scripted-reader.ts';
import { FOUND, NO_CARD, PREAMBLE, READ_MAINLAND } from './vectors.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const take = (hex: string) => new AnswerParser().take(bytes(hex));
const statuses = (found: readonly Found[]) =>
  found.map((item) => (item.kind === 'answer' ? item.answer.status : item.because));

it('takes a whole card of 1295 bytes as it stands', () => {
  const frame = bytes(READ_MAINLAND);
  expect(createHash('sha256').update(frame).digest('hex')).toBe(
    '949c36e0aa44b8e6a2a2db3b2790f84bfe3b6e271f3d16cd936e5aa43430a05a',
  );
  const found = take(READ_MAINLAND);
  expect(found).toMatchObject([{ kind: 'answer', answer: { status: 0x90, cardStatus: 0 } }]);
  expect(found[0]).toHaveProperty('answer.data', frame.subarray(10, -1));
});

it('waits for the rest of a frame cut off at any byte', () => {
  const frame = bytes(FOUND);
  for (let cut = 0; cut < frame.length; cut += 1) {
    const parser = new AnswerParser();
    expect(parser.take(frame.subarray(0, cut))).toEqual([]);
    expect(statuses(parser.take(frame.subarray(cut)))).toEqual([0x9f]);
  }
});

it('takes a card that drips in byte by byte, with its last byte and not before', () => {
  const parser = new AnswerParser();
  const each = drip(READ_MAINLAND).map((hex) => statuses(parser.take(bytes(hex))));
  expect(each.pop()).toEqual([0x90]);
  expect(each.flat()).toEqual([]);
});

it('leaves an answer as it was, whatever the line brings later', () => {
  const parser = new AnswerParser();
  const [first] = parser.take(bytes(READ_MAINLAND));
  for (let cards = 0; cards < 30; cards += 1) parser.take(Buffer.alloc(1295, cards));
  expect(first).toHaveProperty('answer.data', bytes(READ_MAINLAND).subarray(10, -1));
});

it('takes card after card for as long as it listens', () => {
  const parser = new AnswerParser();
  for (let cards = 0; cards < 100; cards += 1) {
    const noise = 'aa5a'.repeat(cards);
    expect(statuses(parser.take(bytes(noise + READ_MAINLAND))).filter((it) => it !== 'noise')).toEqual([
      0x90,
    ]);
  }
});

it('parts two frames that came glued together', () => {
  expect(statuses(take(FOUND + NO_CARD))).toEqual([0x9f, 0x80]);
});

it('steps over garbage and a run of too many AA, and says how much it was', () => {
  const found = take(`0d0a00aaaa${FOUND}`);
  expect(found.slice(0, -1).reduce((sum, item) => sum + ('bytes' in item ? item.bytes : 0), 0)).toBe(5);
  expect(new Set(statuses(found))).toEqual(new Set(['noise', 0x9f]));
});

it('finds the frame in the wrapper of a vendor’s kit', () => {
  expect(statuses(take(`aa0012a010${FOUND}f6`))).toEqual(['noise', 0x9f, 'noise']);
});

it('reads over a preamble within the photo', () => {
  const card = bytes(READ_MAINLAND);
  bytes(`${PREAMBLE}0004`).copy(card, 400);
  card[1294] = card.subarray(5, 1294).reduce((sum, byte) => sum ^ byte, 0);
  expect(new AnswerParser().take(card)).toMatchObject([{ kind: 'answer', answer: { status: 0x90 } }]);
});

it('finds a good frame behind one whose checksum is wrong', () => {
  expect(statuses(take(`aaaaaa9669000400008085${FOUND}`))).toEqual(['checksum', 0x9f]);
});

it('finds a good frame inside one whose checksum is wrong', () => {
  expect(statuses(take(`${PREAMBLE}0014000090${FOUND}0000`))).toEqual(['checksum', 0x9f, 'noise']);
});

it.each([
  ['longer than any answer', '1001'],
  ['shorter than any answer', '0003'],
])('refuses a length %s at once', (_, length) => {
  expect(statuses(take(`${PREAMBLE}${length}${FOUND}`))).toEqual(['length', 0x9f]);
});

it.each([
  ['shortest', '0004', '000000'],
  ['longest', '1000', '00'.repeat(4095)],
])('takes an answer of the %s length', (_, length, counted) => {
  const check = length === '0004' ? '04' : '10';
  expect(statuses(take(`${PREAMBLE}${length}${counted}${check}`))).toEqual([0]);
});

it('holds back a frame that lies about its length until nothing more comes', () => {
  const parser = new AnswerParser();
  expect(parser.take(bytes(`${PREAMBLE}0505050505${FOUND}`))).toEqual([]); // some handhelds say so when their own time is up
  expect(statuses(parser.end())).toEqual(['noise', 0x9f]);
});
