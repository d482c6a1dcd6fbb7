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
  [
    'an unknown key',
    'category: residence\n',
    'category: residence\nseal: red\n',
    'seal',
    '没有这个键，这里只能写 service、title',
  ],
  [
    'an unknown key in a leaf',
    '    - id: listed\n',
    '    - id: listed\n      or: else\n',
    'or: else',
    '没有这个键，这里只能写 id、fact、is、no',
  ],
  [
    'a leaf without a remedy',
    '        next: 先去发证的地方换新证（身份证就去派出所），拿到新证再来刷卡\n',
    '',
    'zh: 您的证件过期了',
    'next',
  ],
  [
    'a test outside the list',
    'is: exists',
    'is: matches ^(a+)+$',
    'is: matches',
    '没有“matches ^(a+)+$”这种写法，可以写',
  ],
  [
    'an undeclared fact',
    'fact: residence.since',
    'fact: residence.sins',
    'fact: residence.sins',
    '没有哪个来源有 residence.sins',
  ],
  ['an undeclared parameter', '= $community', '= $comunity', '$comunity', 'params 里没有 comunity'],
  ['a gap nothing fills', '还差<wait>', '还差<waite>', 'zh: 还差', '<waite> 没有东西可填'],
  ['a parameter of the wrong type', 'value: 3', 'value: three', 'value: three', '要写数字，不是 three'],
  [
    'a parameter that begins too late',
    'from: 2020-01-01',
    'from: 2025-06-01',
    'min_months:',
    '事项从 2025-01-01 起，那天还没有值',
  ],
  ['overlapping ranges', 'from: 2026-01-01', 'from: 2020-01-01', 'min_months:', '日期重了'],
  [
    'no legal basis',
    '[{ ref: 填写本地依据文号, kind: local-list }]',
    '[]',
    'legal_basis: ',
    '至少写一条依据',
  ],
  [
    'a day that does not exist',
    'effective: { from: 2025-01-01 }',
    'effective: { from: 2025-02-29 }',
    'effective: ',
    '没有 2025-02-29 这一天',
  ],
  ['no issuer', 'issuer: <issuer>\n', '', 'service: residence', 'issuer'],
  ['a leaf without who to ask', '        who: 发证窗口\n', '', 'zh: 您的证件过期了', 'who'],
  [
    'a code that YAML reads as a number',
    'registered_in: "610202001002"',
    'registered_in: 610202001002',
    '610202001002',
    '写成 "610202001002"',
  ],
  [
    'a sample of a fact that nobody tells',
    '    residence.since: 2020-01-01',
    '    residence.sins: 2020-01-01',
    'residence.sins',
    '没有哪个来源有 residence.sins',
  ],
  [
    'a fact held that no source tells',
    'outcome:\n',
    'held: residence.held\noutcome:\n',
    'held: ',
    '要写一项是否类（boolean）的事实',
  ],
  ['an id used twice', 'id: listed', 'id: card-valid', 'id: card-valid\n      fact: residence', '已经用过了'],
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
  expect(() => read(withoutFailing)).toThrowError(/条件 listed: 缺一个不满足它的例子/u);
  const withoutSilent = shippedWith('ask: [服务台]', 'ask: []');
  expect(() => read(withoutSilent)).toThrowError(
    /条件 card-valid: 缺一个查不到 resident\.card_expires 的例子/u,
  );
});

it('refuses each of the twenty proofs that no community may issue', () => {
  expect(house.refusedCategories.size).toBe(20);
  for (const category of house.refusedCategories) {
    expect(() => read(shippedWith('category: residence', `category: ${category}`))).toThrowError(
      /社区不能开这种证明/u,
    );
  }
});

it.each([
  ['<issuer>', '亲属关系证明'],
  ['红旗社区居委会', '未婚证明'],
])('refuses a certificate sealed by %s and called %s, whatever its category', (issuer, title) => {
  const yaml = shippedWith('issuer: <issuer>', `issuer: ${issuer}`).replace('zh: 居住证明', `zh: ${title}`);
  expect(() => read(yaml)).toThrowError(/svc\.yaml:\d+: issuer: 社区不能开/u);
  const ofPolice = yaml
    .replace(`issuer: ${issuer}`, 'issuer: 市公安局')
    .replace('  issuer: { setting: community.issuer }\n', '');
  expect(() => read(ofPolice)).not.toThrow();
});

it('refuses trees that are too deep', () => {
  const deep = shippedWith(
    '    - id: listed',
    `    - ${'not: {'.repeat(8)}id: deep, fact: residence.since, is: exists, no: {zh: 甲, next: 乙, who: 丙}${'}'.repeat(8)}\n    - id: listed`,
  );
  expect(() => read(deep)).toThrowError(/最多 8 层/u);
});

it('refuses aliases, which could stand for more than memory holds', () => {
  const alias = shippedWith('category: residence', 'category: &a residence').replace(
    'kind: local-list',
    'kind: *a',
  );
  expect(() => read(alias)).toThrowError(/别名/u);
  expect(() => read('service: [')).toThrowError(expect.objectContaining({ code: 'definition_wrong' }));
});
