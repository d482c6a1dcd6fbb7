import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswers, encodeCommand, type Found } from '../../../../device-agent/readers/sam/sam-frame.ts';
import { ASK, FOUND, NO_CARD, PREAMBLE, READ_MAINLAND } from './vectors.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const statuses = (found: Found[]) =>
  found.map((item) => (item.kind === 'answer' ? item.answer.status : item.because));

it.each([
  ['reset', 0x10, 0xff],
  ['status', 0x11, 0xff],
  ['samId', 0x12, 0xff],
  ['find', 0x20, 0x01],
  ['select', 0x20, 0x02],
  ['read', 0x30, 0x01],
  ['address', 0x30, 0x03],
] as const)('asks %s with the published bytes', (name, command, parameter) => {
  expect(encodeCommand(command, parameter).toString('hex')).toBe(ASK[name]);
});

describe('the decoder of answers', () => {
  it('takes a whole card of 1295 bytes as it stands', () => {
    const frame = bytes(READ_MAINLAND);
    expect(createHash('sha256').update(frame).digest('hex')).toBe(
      '949c36e0aa44b8e6a2a2db3b2790f84bfe3b6e271f3d16cd936e5aa43430a05a',
    );
    const { found, rest } = decodeAnswers(frame);
    expect(found).toMatchObject([{ kind: 'answer', answer: { status: 0x90, cardStatus: 0 } }]);
    expect(found[0]).toHaveProperty('answer.data', frame.subarray(10, -1));
    expect(rest).toHaveLength(0);
  });

  it('waits for the rest of a frame cut off at any byte', () => {
    const frame = bytes(FOUND);
    for (let cut = 0; cut < frame.length; cut += 1) {
      const first = decodeAnswers(frame.subarray(0, cut));
      expect(first.found).toEqual([]);
      const second = decodeAnswers(Buffer.concat([first.rest, frame.subarray(cut)]));
      expect(statuses(second.found)).toEqual([0x9f]);
    }
  });

  it('parts two frames that came glued together', () => {
    expect(statuses(decodeAnswers(bytes(FOUND + NO_CARD)).found)).toEqual([0x9f, 0x80]);
  });

  it('steps over garbage and a run of too many AA, and says how much it was', () => {
    const { found } = decodeAnswers(bytes(`0d0a00aaaa${FOUND}`));
    expect(found[0]).toEqual({ kind: 'discarded', bytes: 5, because: 'noise' });
    expect(statuses(found)).toEqual(['noise', 0x9f]);
  });

  it('finds the frame in the wrapper of a vendor’s kit', () => {
    const { found } = decodeAnswers(bytes(`aa0012a010${FOUND}f6`));
    expect(statuses(found)).toEqual(['noise', 0x9f, 'noise']);
  });

  it('reads over a preamble within the photo', () => {
    const photo = bytes(READ_MAINLAND);
    bytes(`${PREAMBLE}0004`).copy(photo, 400);
    photo[1294] = photo.subarray(5, 1294).reduce((sum, byte) => sum ^ byte, 0);
    expect(decodeAnswers(photo).found).toMatchObject([{ kind: 'answer', answer: { status: 0x90 } }]);
  });

  it('finds a good frame behind one whose checksum is wrong', () => {
    const { found } = decodeAnswers(bytes(`aaaaaa9669000400008085${FOUND}`));
    expect(statuses(found)).toEqual(['checksum', 0x9f]);
  });

  it.each([
    ['longer than any answer', '1001'],
    ['shorter than any answer', '0003'],
  ])('refuses a length %s at once', (_, length) => {
    const { found, rest } = decodeAnswers(bytes(`${PREAMBLE}${length}${FOUND}`));
    expect(statuses(found)).toEqual(['length', 0x9f]);
    expect(rest).toHaveLength(0);
  });

  it('holds back a frame that lies about its length until nothing more comes', () => {
    const marker = bytes(`${PREAMBLE}0505050505${FOUND}`); // some handhelds say so when their own time is up
    const { found, rest } = decodeAnswers(marker);
    expect(found).toEqual([]);
    expect(statuses(decodeAnswers(rest, true).found)).toEqual(['noise', 'noise', 0x9f]);
  });

  it('never throws, never loses count of a byte, and finds the good frame behind anything', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...['aa', 'aaaaaa9669', `${PREAMBLE}0004`, `${PREAMBLE}0ffe`, NO_CARD].map(bytes)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat({ max: 600 }), (pieces, cut) => {
        const stream = Buffer.concat([...pieces, bytes(FOUND)]);
        const first = decodeAnswers(stream.subarray(0, cut));
        const second = decodeAnswers(Buffer.concat([first.rest, stream.subarray(cut)]), true);
        const all = [...first.found, ...second.found];
        const ends: number[] = [];
        for (const item of all)
          ends.push(
            (ends.at(-1) ?? 0) + (item.kind === 'answer' ? item.answer.data.length + 11 : item.bytes),
          );
        expect(ends.at(-1)).toBe(stream.length);
        // One time in 256 the checksum of a false start fits by chance, and it takes the good frame's first bytes.
        const start = stream.length - bytes(FOUND).length;
        const swallowed = all.some(
          ({ kind }, at) =>
            kind === 'answer' && Number(ends[at - 1] ?? 0) < start && Number(ends[at]) > start,
        );
        if (!swallowed) expect(all.at(-1)).toMatchObject({ kind: 'answer', answer: { status: 0x9f } });
      }),
      { numRuns: 2000 },
    );
  });
});
