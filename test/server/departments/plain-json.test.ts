import { expect, it } from 'vitest';
import { saysTwice } from '../../../server/departments/exchanges/plain-json.ts';
import { assertAbout } from '../../../server/departments/exchanges/same-person.ts';
import { WANG } from './far-end.ts';

it.each([
  ['{"a":1,"a":1}', true],
  ['{"a":1,"\\u0061":2}', true],
  ['{"x":[{"b":{},"c":1,"b":[]}]}', true],
  ['{"__proto__":1,"__proto__":2}', true],
  ['{"a":{"a":1},"b":{"a":1}}', false],
  ['[{"a":1},{"a":1}]', false],
  ['{"a":"\\"a\\":1,","b":"{\\"a\\":1"}', false],
  ['{"a":["a","a"],"b":"a"}', false],
  ['"a"', false],
])('sees in %s that something is said twice: %s', (json, twice) => {
  expect(saysTwice(json)).toBe(twice);
});

it.each([
  [{ GMSFHM: WANG.idNumber }],
  [{ GMSFHM: '610202********0024' }],
  [{ GMSFHM: 7 }],
  [{}],
  [null],
  [['610202199001010038']],
])('takes %j for no record of another person', (record) => {
  expect(() => assertAbout(WANG, record, 'GMSFHM')).not.toThrow();
});

it('takes a check letter for the same in either case, and another number for another person', () => {
  const li = { idNumber: '61020219800101001X' };
  expect(() => assertAbout(li, { GMSFHM: '61020219800101001x' }, 'GMSFHM')).not.toThrow();
  expect(() => assertAbout(WANG, { GMSFHM: li.idNumber }, 'GMSFHM')).toThrow('not_ours');
});
