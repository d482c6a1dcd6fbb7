import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from '#printers/escpos/line/automatic-status.ts';
import { conditionsOf } from '#printers/escpos/line/conditions.ts';
import { processIdOf, type Said, StatusStream } from '#printers/escpos/line/status.ts';

const EPSON = { tellsJams: false, paperEndBits: 0x60 };
const SNBC = { tellsJams: true, paperEndBits: 0x60 };

const hear = (hex: string): Said[] => new StatusStream().push(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

// Bit patterns from Epson's ESC/POS reference (DLE EOT, GS a, GS r, GS ( H).
describe('on the one line of a slip printer', () => {
  it.each<[string, string, Said[]]>([
    ['an answer to DLE EOT', '1a', [{ kind: 'realtime', byte: 0x1a }]],
    ['the paper sensor', '0c', [{ kind: 'paper_sensor', byte: 0x0c }]],
    ['a process id', '37 22 41424344 00', [{ kind: 'process_id', id: 'ABCD' }]],
    ['automatic status', '10 04 0f 00', [{ kind: 'automatic', bytes: [0x10, 0x04, 0x0f, 0] }]],
    ['XOFF', '13', [{ kind: 'flow', goesOn: false }]],
    ['XON', '11', [{ kind: 'flow', goesOn: true }]],
    ['the name of the model', '5f 54 4d 00', [{ kind: 'unasked' }]],
    ['garbage', 'ff', [{ kind: 'garbage', bytes: 1 }]],
  ])('%s is told', (_what, hex, said) => {
    expect(hear(hex)).toEqual(said);
  });

  it('a status that cuts into a process id spoils neither', () => {
    expect(hear('37 22 41 12 42 11 43 44 00')).toEqual([
      { kind: 'realtime', byte: 0x12 },
      { kind: 'flow', goesOn: true },
      { kind: 'process_id', id: 'ABCD' },
    ]);
  });

  it('an XOFF or a status that cuts into an automatic status spoils neither', () => {
    expect(hear('18 13 00 12 0c 00')).toEqual([
      { kind: 'flow', goesOn: false },
      { kind: 'realtime', byte: 0x12 },
      { kind: 'automatic', bytes: [0x18, 0, 0x0c, 0] },
    ]);
  });

  it('a stray block head before a process id does not hide it', () => {
    expect(hear('37 37 22 41424344 00')).toEqual([{ kind: 'process_id', id: 'ABCD' }]);
  });

  it('a broken automatic status is thrown away whole, not taken for the paper sensor', () => {
    expect(hear('10 00 00 ff 12')).toEqual([
      { kind: 'garbage', bytes: 3 },
      { kind: 'garbage', bytes: 1 },
      { kind: 'realtime', byte: 0x12 },
    ]);
  });

  it('a block without an end is let go', () => {
    expect(hear(`37${'41'.repeat(95)} 12`)).toEqual([
      { kind: 'garbage', bytes: 96 },
      { kind: 'realtime', byte: 0x12 },
    ]);
  });

  it('nothing is lost or mixed up, however the answers follow each other and are cut', () => {
    const answer = fc.oneof(
      fc.constantFrom(0x12, 0x16, 0x1a, 0x32, 0x7e).map((byte) => [byte]),
      fc.nat(0xffff).map((count) => [0x37, 0x22, ...Buffer.from(processIdOf(count)), 0]),
      fc.constantFrom(0x00, 0x03, 0x0c, 0x0f).map((byte) => [byte]),
      fc.constantFrom([0x10, 0, 0, 0], [0x14, 0x2c, 0x0f, 0x0f]),
      fc.constantFrom([0x11], [0x13]),
    );
    fc.assert(
      fc.property(fc.array(answer), fc.array(fc.nat(40)), (answers, cuts) => {
        const whole = new StatusStream();
        const cut = new StatusStream();
        const expected = answers.flatMap((bytes) => whole.push(Uint8Array.from(bytes)));
        expect(expected).toHaveLength(answers.length);
        const wire = answers.flat();
        const heard: Said[] = [];
        for (const length of cuts) heard.push(...cut.push(Uint8Array.from(wire.splice(0, length))));
        heard.push(...cut.push(Uint8Array.from(wire)));
        expect(heard).toEqual(expected);
      }),
    );
  });

  it('a process id written into the stream with status bytes anywhere is always found', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.array(fc.tuple(fc.nat(7), fc.constantFrom(0x12, 0x32, 0x1e, 0x13))),
        (count, intruders) => {
          const wire = [0x37, 0x22, ...Buffer.from(processIdOf(count)), 0];
          for (const [at, byte] of intruders) wire.splice(at, 0, byte);
          const said = new StatusStream().push(Uint8Array.from(wire));
          expect(said).toContainEqual({ kind: 'process_id', id: processIdOf(count) });
        },
      ),
    );
  });

  it('no bytes at all can make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void new StatusStream().push(bytes)));
  });
});

describe('the four answers to DLE EOT mean', () => {
  it.each([
    ['all is well', [0x12, 0x12, 0x12, 0x12], []],
    ['an open cover', [0x1a, 0x16, 0x12, 0x12], ['cover_open']],
    ['no paper', [0x1a, 0x32, 0x12, 0x7e], ['paper_out']],
    ['little paper', [0x12, 0x12, 0x12, 0x1e], ['paper_low']],
    ['a fault that can be put right', [0x1a, 0x52, 0x16, 0x12], ['device_fault']],
    ['a stuck cutter', [0x1a, 0x52, 0x1a, 0x12], ['cutter_fault']],
    ['a broken head', [0x1a, 0x52, 0x32, 0x12], ['device_fault']],
    ['a hot head', [0x1a, 0x52, 0x52, 0x12], ['overheat']],
    ['an error without a name', [0x1a, 0x52, 0x12, 0x12], ['device_fault']],
    ['switched off by its button', [0x1a, 0x12, 0x12, 0x12], ['offline']],
    ['two troubles, the more urgent first', [0x1a, 0x36, 0x12, 0x72], ['cover_open', 'paper_out']],
  ] as const)('%s', (_what, answers, conditions) => {
    expect(conditionsOf(answers, EPSON)).toEqual(conditions);
  });

  it('a jam, with a model that means it by bit 04 of the third', () => {
    expect(conditionsOf([0x1a, 0x52, 0x16, 0x12], SNBC)).toEqual(['jam']);
  });
});

// Epson's reference, GS a: the tables of bytes 1 to 3.
describe('the automatic status means', () => {
  it.each([
    ['all is well', [0x10, 0x00, 0x00, 0x00], []],
    ['its drawer and its feed button, which mean nothing here', [0x54, 0x00, 0x00, 0x00], []],
    ['an open cover', [0x38, 0x00, 0x00, 0x00], ['cover_open']],
    ['no paper', [0x18, 0x00, 0x0f, 0x00], ['paper_out']],
    ['no paper, from a model without a near-end sensor', [0x18, 0x00, 0x0c, 0x00], ['paper_out']],
    ['little paper', [0x10, 0x00, 0x03, 0x00], ['paper_low']],
    ['a jam', [0x18, 0x04, 0x00, 0x00], ['jam']],
    ['a stuck cutter', [0x18, 0x08, 0x00, 0x00], ['cutter_fault']],
    ['a broken head', [0x18, 0x20, 0x00, 0x00], ['device_fault']],
    ['a hot head', [0x18, 0x40, 0x00, 0x00], ['overheat']],
    ['switched off by its button', [0x18, 0x00, 0x00, 0x00], ['offline']],
  ] as const)('%s', (_what, bytes, conditions) => {
    expect(conditionsOf(answersOf(bytes), SNBC)).toEqual(conditions);
  });
});
