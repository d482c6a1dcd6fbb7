import { expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { house, shippedWith, shippedYaml } from '../rules/definitions.ts';

const read = (yaml: string) => readDefinition('svc.yaml', yaml, house);
const lineOf = (yaml: string, text: string): number => yaml.slice(0, yaml.indexOf(text)).split('\n').length;

it('reads the shipped definition and names it by the hash of its bytes', () => {
  expect(read(shippedYaml)).toMatchObject({
    written: { service: 'residence-certificate', assurance: 'L2' },
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
  });
});

it.each([
  ['an unknown key', 'category: residence\n', 'category: residence\nseal: red\n', 'seal', 'not known'],
  [
    'an unknown key in a leaf',
    '    - id: listed\n',
    '    - id: listed\n      or: else\n',
    'or: else',
    'not known',
  ],
  [
    'a leaf without a remedy',
    '        next: 先去发证的地方换新证（身份证就去派出所），拿到新证再来刷卡\n',
    '',
    'zh: 您的证件过期了',
    'next',
  ],
  ['a test outside the list', 'is: exists', 'is: matches ^(a+)+$', 'is: matches', 'no test for a code'],
  [
    'an undeclared fact',
    'fact: residence.since',
    'fact: residence.sins',
    'fact: residence.sins',
    'no source tells residence.sins',
  ],
  ['an undeclared parameter', '= $community', '= $comunity', '$comunity', 'not declared'],
  ['a gap nothing fills', '还差<wait>', '还差<waite>', 'zh: 还差', 'nothing fills <waite>'],
  ['a parameter of the wrong type', 'value: 3', 'value: three', 'value: three', 'must be a number'],
  [
    'a parameter that begins too late',
    'from: 2020-01-01',
    'from: 2025-06-01',
    'min_months:',
    'no value on 2025-01-01',
  ],
  ['overlapping ranges', 'from: 2026-01-01', 'from: 2020-01-01', 'min_months:', 'overlap'],
  ['no legal basis', '[{ ref: 填写本地依据文号, kind: local-list }]', '[]', 'legal_basis: ', 'legal basis'],
  [
    'a day that does not exist',
    'effective: { from: 2025-01-01 }',
    'effective: { from: 2025-02-29 }',
    'effective: ',
    'a day that exists',
  ],
  ['no issuer', 'issuer: <issuer>\n', '', 'service: residence', 'issuer'],
  ['a leaf without who to ask', '        who: 发证窗口\n', '', 'zh: 您的证件过期了', 'who'],
  [
    'a code that YAML reads as a number',
    'registered_in: "610202001002"',
    'registered_in: 610202001002',
    '610202001002',
    'put codes in quotes',
  ],
  [
    'a sample of a fact that nobody tells',
    '    residence.since: 2020-01-01',
    '    residence.sins: 2020-01-01',
    'residence.sins',
    'no source tells residence.sins',
  ],
  [
    'a fact held that no source tells',
    'outcome:\n',
    'held: residence.held\noutcome:\n',
    'held: ',
    'must be a boolean fact',
  ],
  ['an id used twice', 'id: listed', 'id: card-valid', 'id: card-valid\n      fact: residence', 'taken'],
] as const)('refuses %s, and names file and line', (_, from, to, marker, message) => {
  const yaml = shippedWith(from, to);
  const line = lineOf(yaml, marker);
  expect(() => read(yaml)).toThrowError(
    expect.objectContaining({ code: 'definition_wrong', message: expect.stringContaining(message) }),
  );
  expect(() => read(yaml)).toThrowError(new RegExp(`svc\\.yaml:(${line - 1}|${line}|${line + 1}):`, 'u'));
});

it('demands an example for every leaf that can fail and every source that can be silent', () => {
  const withoutFailing = shippedWith('failed: [listed]', 'failed: []');
  expect(() => read(withoutFailing)).toThrowError(/leaf listed: no example in which it fails/u);
  const withoutSilent = shippedWith('ask: [服务台]', 'ask: []');
  expect(() => read(withoutSilent)).toThrowError(
    /leaf card-valid: no example in which resident\.card_expires cannot be had/u,
  );
});

it('refuses each of the twenty proofs that no community may issue', () => {
  expect(house.refusedCategories.size).toBe(20);
  for (const category of house.refusedCategories) {
    expect(() => read(shippedWith('category: residence', `category: ${category}`))).toThrowError(
      /no community may issue/u,
    );
  }
});

it.each([
  ['<issuer>', '亲属关系证明'],
  ['红旗社区居委会', '未婚证明'],
])('refuses a certificate sealed by %s and called %s, whatever its category', (issuer, title) => {
  const yaml = shippedWith('issuer: <issuer>', `issuer: ${issuer}`).replace('zh: 居住证明', `zh: ${title}`);
  expect(() => read(yaml)).toThrowError(/svc\.yaml:\d+: issuer: no community may issue/u);
  expect(() => read(yaml.replace(`issuer: ${issuer}`, 'issuer: 市公安局'))).not.toThrow();
});

it('refuses trees that are too deep', () => {
  const deep = shippedWith(
    '    - id: listed',
    `    - ${'not: {'.repeat(8)}id: deep, fact: residence.since, is: exists, no: {zh: 甲, next: 乙, who: 丙}${'}'.repeat(8)}\n    - id: listed`,
  );
  expect(() => read(deep)).toThrowError(/at most 8 levels/u);
});

it('refuses aliases, which could stand for more than memory holds', () => {
  const alias = shippedWith('category: residence', 'category: &a residence').replace(
    'kind: local-list',
    'kind: *a',
  );
  expect(() => read(alias)).toThrowError(/alias/iu);
  expect(() => read('service: [')).toThrowError(expect.objectContaining({ code: 'definition_wrong' }));
});
