import { expect, it } from 'vitest';
import { readRecord } from '../../../server/departments/department-record.ts';
import { readCell, readValue } from '../../../server/departments/wire-values.ts';
import type { FactType } from '../../../server/rules/leaf-test.ts';
import { BOOK } from './far-end.ts';

const file = BOOK.sources.get('police.residence');
if (file === undefined) throw new Error('no police.residence');
const read = (record: unknown, facts: string[], tables: string[] = []) =>
  readRecord(file, { facts, tables }, record, '2026-11-22');

it.each<[FactType, unknown, unknown]>([
  ['date', '20200229', '2020-02-29'],
  ['date', '2020-02-29', '2020-02-29'],
  ['date', '20210229', undefined],
  ['date', '00000000', undefined],
  ['date', 20200101, undefined],
  ['date', '2020-0101x', undefined],
  ['boolean', 1, true],
  ['boolean', '0', false],
  ['boolean', 'Y', true],
  ['boolean', 'N', false],
  ['boolean', 'false', false],
  ['boolean', '', undefined],
  ['boolean', 2, undefined],
  ['boolean', '是', undefined],
  ['number', '12.5', 12.5],
  ['number', -3, -3],
  ['number', '1e3', undefined],
  ['number', '0x10', undefined],
  ['number', ' 1', undefined],
  ['number', true, undefined],
  ['code', '02', '02'],
  ['code', 2, undefined],
  ['code', '', undefined],
  ['code', 'a\u0007', undefined],
  ['code', '\u202e张', undefined],
  ['code', 'x'.repeat(201), undefined],
])('reads a %s written %j as %j', (type, raw, value) => {
  expect(readValue(type, raw)).toBe(value);
});

it.each([
  ['yuan', 123456, '1234.56'],
  ['yuan', '5', '0.05'],
  ['yuan', '-10050', '-100.50'],
  ['yuan', 0, '0.00'],
  ['yuan', '900719925474099', '9007199254740.99'],
  ['yuan', 12.5, undefined],
  ['yuan', '12.50', undefined],
  ['month', '202613', undefined],
  ['month', '202612', '2026-12'],
  ['month', 202612, '2026-12'],
  ['day', '20261122', '2026-11-22'],
  ['day', '20261131', undefined],
  ['text', 12, '12'],
  ['text', null, ''],
  ['text', undefined, ''],
  ['text', { a: 1 }, undefined],
] as const)('tells a cell as %s: %j becomes %j', (as, raw, cell) => {
  expect(readCell(as, raw)).toBe(cell);
});

it('leaves a field that was not sent unknown, and takes null for known not to exist', () => {
  const { answer } = read({ ZXRQ: null }, ['residence.since', 'residence.left']);
  expect(answer).toEqual({ state: 'facts', facts: { 'residence.left': null }, tables: {} });
});

it('takes nothing from a prototype', () => {
  const sent: unknown = JSON.parse('{"__proto__":{"DJRQ":"20200101"}}');
  expect(read(sent, ['residence.since']).answer).toEqual({ state: 'facts', facts: {}, tables: {} });
});

it('tells the rows of a table in the order of its columns', () => {
  const rows = [{ BZ: '自住', YJ: 123456, YF: '202001', RQ: '20200101', HYZK: '1' }, {}];
  const { answer } = read({ QY: rows }, [], ['residence.moves']);
  expect(answer).toMatchObject({
    tables: {
      'residence.moves': [
        ['2020-01-01', '2020-01', '1234.56', '自住'],
        ['', '', '', ''],
      ],
    },
  });
});

it('tells no table with a row left out', () => {
  const told = read({ QY: [{ RQ: '20200101' }, { RQ: 'soon' }] }, [], ['residence.moves']);
  expect(told).toEqual({
    answer: { state: 'facts', facts: {}, tables: {} },
    unusable: ['residence.moves'],
  });
});

it.each([[[]], ['x'], [1], [true]])('takes %j for no record', (record) => {
  expect(() => read(record, ['residence.since'])).toThrow('malformed');
});
