import { object, optional, strictObject, string, unknown } from 'valibot';
import { expect, it } from 'vitest';
import { readYaml } from '../../../server/definitions/yaml-file.ts';

const anything = object({ a: optional(unknown()) });
const read = (yaml: string) => readYaml('some.yaml', yaml, anything).value;
const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'definition_wrong', message: expect.stringMatching(message) });

it('refuses a bomb of aliases before anything is unfolded, and tells the lines', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`),
  ].join('\n');
  expect(() => read(bomb)).toThrowError(refusal(/^some\.yaml:2: 不能用 \*a 这样的别名/u));
});

it.each(['__proto__', 'constructor', 'toString'])('refuses the key %s, and no object is changed', (key) => {
  expect(() => read(`a: 1\nb:\n  ${key}: { polluted: yes }`)).toThrowError(
    refusal(/^some\.yaml:3: 没有这个键，去掉它$/u),
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('refuses a key written twice', () => {
  expect(() => read('a: 1\nb: 2\na: 3')).toThrowError(refusal(/^some\.yaml:3: a 写了两次，只留一个$/u));
});

it('refuses a file of 2 MB without reading it', () => {
  expect(() => read(`a: ${'x'.repeat(2 * 1024 * 1024)}`)).toThrowError(
    refusal(/^some\.yaml:1: 太长了，最多 256 kB/u),
  );
});

it.each([
  ['a hundred', 100],
  ['a hundred thousand', 100_000],
])('refuses %s lists one inside the other', (_, depth) => {
  expect(() => read(`a: ${'['.repeat(depth)}${']'.repeat(depth)}`)).toThrowError(
    refusal(/^some\.yaml:1: 套得太深，最多 40 层$/u),
  );
});

it('tells every finding of a file, each with its line', () => {
  const shape = strictObject({ a: string(), b: string() });
  expect(() => readYaml('some.yaml', 'a: 1\nb: 2\nc: 3', shape)).toThrowError(
    refusal(/^some\.yaml:1: a: .*\nsome\.yaml:2: b: .*\nsome\.yaml:3: c: 没有这个键，.*$/u),
  );
});

it('tells every mistake of writing, each with its line', () => {
  expect(() => read('a: [1\nb: "x')).toThrowError(refusal(/^some\.yaml:2: /u));
});
