import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, numberOf, stringOf, stringsOf } from '#printers/ipp/wire/attributes.ts';
import {
  decode,
  encodeHead,
  GROUP,
  type Group,
  Malformed,
  TAG,
  type Value,
} from '#printers/ipp/wire/codec.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s+/g, ''), 'hex');

/** Laid out by hand after RFC 8010 A.6 (Get-Jobs) and A.2 (an answer with one job). */
const GET_JOBS = hex(`
  0200 000a 00000007
  01
  47 0012 617474726962757465732d63686172736574 0005 7574662d38
  44 0014 7265717565737465642d61747472696275746573 0006 6a6f622d6964
  44 0000 0008 6a6f622d6e616d65
  03`);

const ANSWER = hex(`
  0200 0000 00000007
  01 47 0012 617474726962757465732d63686172736574 0005 7574662d38
  02
  21 0006 6a6f622d6964 0004 00000093
  23 0009 6a6f622d7374617465 0004 00000005
  36 0008 6a6f622d6e616d65 0009 0002 7a68 0003 e7baa7
  22 0004 6c617374 0001 01
  03 2550`);

describe('the IPP codec', () => {
  it('writes a request as RFC 8010 lays it out', () => {
    const attributes = new Map<string, Value[]>([
      ['attributes-charset', [{ tag: TAG.charset, value: 'utf-8' }]],
      [
        'requested-attributes',
        [
          { tag: TAG.keyword, value: 'job-id' },
          { tag: TAG.keyword, value: 'job-name' },
        ],
      ],
    ]);
    const head = encodeHead({ code: 0x000a, requestId: 7, groups: [{ tag: GROUP.operation, attributes }] });
    expect(head.toString('hex')).toBe(GET_JOBS.toString('hex'));
  });

  it('reads an answer: numbers, enums, booleans, a name without its language, and what follows', () => {
    const answer = decode(ANSWER);
    expect(answer).toMatchObject({ code: 0, requestId: 7, document: Buffer.from('%P') });
    const [job = new Map()] = groupsOf(answer, GROUP.job);
    expect(numberOf(job, 'job-id')).toBe(0x93);
    expect(numberOf(job, 'job-state')).toBe(5);
    expect(stringOf(job, 'job-name')).toBe('级');
    expect(job.get('last')).toEqual([{ tag: TAG.boolean, value: true }]);
  });

  it('reads all values of a set', () => {
    const [operation = new Map()] = groupsOf(decode(GET_JOBS), GROUP.operation);
    expect(stringsOf(operation, 'requested-attributes')).toEqual(['job-id', 'job-name']);
  });

  it('passes over a collection and reads what stands behind it (RFC 8010 3.1.6)', () => {
    const collection = hex(`0200 0000 00000001 04
      34 0009 6d656469612d636f6c 0000  4a 0000 0001 78  21 0000 0004 00005208  37 0000 0000
      23 000d 7072696e7465722d7374617465 0004 00000003 03`);
    const [printer = new Map()] = groupsOf(decode(collection), GROUP.printer);
    expect(numberOf(printer, 'printer-state')).toBe(3);
  });

  it.each([
    ['a head of seven bytes', 'truncated', '02000000000000'],
    ['no end of the attributes', 'truncated', '020000000000000101'],
    ['a name longer than the message', 'truncated', '0200000000000001 01 44 7fff 61'],
    ['a value before any group', 'misplaced', '0200000000000001 44 0001 61 0001 61 03'],
    ['a further value of nothing', 'misplaced', '0200000000000001 01 44 0000 0001 61 03'],
    ['an integer of three bytes', 'bad_value', '0200000000000001 01 21 0001 61 0003 000000 03'],
    ['a boolean of no byte', 'bad_value', '0200000000000001 01 22 0001 61 0000 03'],
    ['a language longer than its value', 'bad_value', '0200000000000001 01 36 0001 61 0004 00ff 0000 03'],
  ])('refuses %s as %s', (_what, code, bytes) => {
    expect(() => decode(hex(bytes))).toThrow(expect.objectContaining({ code }));
  });

  it('throws nothing but Malformed, whatever comes', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(ANSWER.length - 1), fc.nat(255)).map(([at, byte]) => {
        const damaged = Buffer.from(ANSWER);
        damaged[at] = byte;
        return damaged;
      }),
      fc.nat(ANSWER.length).map((length) => ANSWER.subarray(0, length)),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        try {
          decode(bytes);
        } catch (fault) {
          expect(fault).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back what it wrote', () => {
    const value: fc.Arbitrary<Value> = fc.oneof(
      fc.record({
        tag: fc.constantFrom(TAG.integer, TAG.enum),
        value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      }),
      fc.record({ tag: fc.constant(TAG.boolean), value: fc.boolean() }),
      fc.record({
        tag: fc.constantFrom(TAG.text, TAG.name, TAG.keyword, TAG.uri),
        value: fc.string({ unit: 'grapheme' }),
      }),
      fc.record({
        tag: fc.constantFrom(0x10, 0x13, 0x30, 0x31, 0x33),
        value: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      }),
    );
    const attribute = fc.tuple(fc.string({ minLength: 1 }), fc.array(value, { minLength: 1, maxLength: 4 }));
    const group = fc.record({
      tag: fc.constantFrom(1, 2, 4, 5),
      attributes: fc.array(attribute).map((all) => new Map(all)),
    });
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(0x7fffffff), fc.array<Group>(group), (code, requestId, groups) => {
        const message = { code, requestId, groups };
        expect(decode(encodeHead(message))).toEqual({ ...message, document: Buffer.alloc(0) });
      }),
    );
  });
});
