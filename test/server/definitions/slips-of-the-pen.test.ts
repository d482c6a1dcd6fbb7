/** What an official may well write wrong: each is told with the line and with what to write instead. */
import { expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { house, shippedWith, shippedYaml } from '../rules/definitions.ts';

/** Every line of what is said of the text, or nothing when it is right. */
function told(yaml: string): string[] {
  try {
    readDefinition('svc.yaml', yaml, house);
    return [];
  } catch (fault) {
    expect(fault).toMatchObject({ code: 'definition_wrong' });
    return String((fault as Error).message).split('\n');
  }
}

function lineOf(yaml: string, marker: string): number {
  if (!yaml.includes(marker)) throw new Error(`not in the text: ${marker}`);
  return yaml.slice(0, yaml.indexOf(marker)).split('\n').length;
}

/** What was written, what was typed in its place, and what is said. The line is the one typed. */
const SLIPS: readonly (readonly [string, string, string, string, number?])[] = [
  ['a mistyped key', 'category: residence', 'categorie: residence', 'categorie: 没有这个键，是不是 category'],
  ['a word for a number', 'version: 1', 'version: one', 'version: 要写数字，不是 one'],
  ['a fraction for a version', 'version: 1', 'version: 1.5', 'version: 要写整数，不是 1.5'],
  [
    'a version past all sense',
    'version: 1',
    'version: 3000000000',
    'version: 最多是 999999，不是 3000000000',
  ],
  [
    'a title without languages',
    'title: { zh: 居住证明, en: Residence certificate }',
    'title: 居住证明',
    'title: 要在下面分开写 zh、en，不是 居住证明',
  ],
  [
    'a language that is not spoken here',
    'zh: 居住证明, en: Residence certificate',
    'zh: 居住证明, fr: Certificat',
    'title.fr: 没有这个键，这里只能写 zh、en',
  ],
  ['an empty value', 'category: residence', 'category:', 'category: 空着，要写上“类别”'],
  [
    'a status that is none',
    'status: published',
    'status: publish',
    'status: 只能写 draft、approved、published、retired，不是 publish',
  ],
  [
    'an outcome that is none',
    'kind: certificate',
    'kind: paper',
    'outcome.kind: 只能写 certificate、query、application、booking、case、lending，不是 paper',
  ],
  ['a wide colon', 'category: residence', 'category：residence', '冒号“：”要换成英文的“:”，后面空一格'],
  [
    'a wide comma',
    '{ from: 2020-01-01, value: 3 }',
    '{ from: 2020-01-01，value: 3 }',
    '逗号“，”要换成英文的“,”，后面空一格',
  ],
  [
    'wide quotes',
    'community.code: "610202001001"',
    'community.code: “610202001001”',
    '引号要用英文的"，不要用“”',
  ],
  ['a tab', '  kind: certificate', '\tkind: certificate', '行首用了 Tab，改成空格'],
  ['a bare sign', 'is: ">= today"', 'is: >= today', '这个值要加英文引号，写成 is: ">= today"'],
  [
    'a sign without its space',
    'is: ">= today"',
    'is: ">=today"',
    '条件 card-valid: 没有“>=today”这种写法，可以写 ">= today"',
  ],
  [
    'an open bracket',
    'effective: { from: 2025-01-01 }',
    'effective: { from: 2025-01-01',
    '括号没有关上，补上 ] 或 }',
    1,
  ],
  ['a tag', 'version: 1', 'version: !!js/function 1', '叹号“!”开头的不认识'],
  [
    'a day with strokes',
    '{ from: 2026-01-01, value: 6 }',
    '{ from: 2026/1/1, value: 6 }',
    'params.min_months.1.from: 日期写成 2026-01-01',
  ],
  [
    'a day in Chinese',
    '{ from: 2026-01-01, value: 6 }',
    '{ from: 2026年1月1日, value: 6 }',
    'params.min_months.1.from: 日期写成 2026-01-01',
  ],
  [
    'a day that is not there',
    'residence.since: 2020-01-01',
    'residence.since: 2026-02-30',
    'sample.facts.residence.since: 没有 2026-02-30 这一天',
  ],
  [
    'a number in quotes with a comma',
    'value: 3 }',
    'value: "3,000" }',
    'params.min_months.0.value: 要写数字，写成 3000，不加引号、逗号和单位',
  ],
  [
    'a number with a comma',
    'value: 3 }',
    'value: 3,000 }',
    'params.min_months.0.0: 数字里不要写逗号，写成 3000 这样',
  ],
  ['a wide number', 'value: 3 }', 'value: ３ }', 'params.min_months.0.value: 要写数字，写成 3，'],
  [
    'months below nothing',
    'value: 3 }',
    'value: -3 }',
    'params.min_months.0.value: 要写 0 到 36600 的整数，不是 -3',
  ],
  [
    'half a month',
    'value: 3 }',
    'value: 3.5 }',
    'params.min_months.0.value: 要写 0 到 36600 的整数，不是 3.5',
  ],
  [
    'months below nothing in the test',
    'for at least $min_months months',
    'for at least -1 months',
    '条件 duration: 要写 0 到 36600 的整数，不是 -1',
  ],
  [
    'a setting that no community has',
    'setting: community.code',
    'setting: community.cod',
    'params.community.setting: 只能写 community.code、',
  ],
  [
    'an end before the beginning',
    'effective: { from: 2025-01-01 }',
    'effective: { from: 2025-01-01, to: 2024-12-31 }',
    'effective.to: 结束的日期早于开始的 2025-01-01',
  ],
  [
    'two examples of one name',
    'name: 身份证今天到期',
    'name: 住满八个月',
    'examples.1.name: 已经有一个例子叫“住满八个月”',
    1,
  ],
  [
    'a silent fact that nobody tells',
    'silent: [resident.card_expires]',
    'silent: [resident.card_expire]',
    '没有哪个来源有 resident.card_expire',
  ],
  [
    'a failed leaf that is not there',
    'failed: [listed]',
    'failed: [lsted]',
    'examples.4.failed: 没有这个条件 lsted',
  ],
  [
    'a source that is not there',
    'not_fetched: [register.residence]',
    'not_fetched: [register.resident]',
    'examples.3.not_fetched: 没有这个来源 register.resident',
  ],
  [
    'a gap that is not closed',
    'zh: 还差<wait>',
    'zh: 还差<wait',
    'when.all.3.no.zh: 尖括号要用英文的、成对写',
  ],
  [
    'a gap in wide brackets',
    'zh: 还差<wait>',
    'zh: 还差＜wait＞',
    'when.all.3.no.zh: 尖括号要用英文的、成对写',
  ],
  [
    'a character nobody sees',
    'zh: 您的证件过期了',
    'zh: 您的证件\u202e过期了',
    '有一个看不见的字符（U+202E），删掉这一处再打一遍',
  ],
  [
    'a colour of the terminal',
    'category: residence',
    '"category\\e[31m": residence',
    '有一个看不见的字符（U+001B）',
  ],
  ['a stray bracket', '{ from: 2025-01-01 }', '{ from: 2025-01-01 } }', '多了一个 } 或 ]，去掉它'],
  ['a number without end', 'value: 3 }', 'value: .inf }', '要写普通的数字'],
  [
    'a setting that YAML reads as a number',
    'community.code: "610202001001"',
    'community.code: 610202001001',
    '写成 "610202001001"',
  ],
  [
    'a setting misspelt',
    'community.name: 红旗社区',
    'community.nam: 红旗社区',
    'sample.settings.community.nam: 社区的设置只有 community.code、',
  ],
  [
    'a purpose twice',
    'code: school,',
    'code: general,',
    'outcome.purposes.1.code: general 已经用过了，换一个',
    1,
  ],
  [
    'a parameter of a name that sentences use',
    '  community_name: { setting',
    '  wait: { setting',
    'params.wait: 这个名字另有用处',
  ],
  [
    'an answer in the place of a department’s',
    'outcome:\n',
    `form:
  - { id: a, kind: choice, label: { zh: 甲 }, fact: residence.since, choices: [{ code: x, label: { zh: 乙 } }, { code: y, label: { zh: 丙 } }] }
outcome:\n`,
    'form.0.fact: 居民自己回答的要以 form. 开头，不是 residence.since',
    1,
  ],
  [
    'a parameter that nothing speaks of',
    '  community_name: { setting',
    '  months: [{ from: 2020-01-01, value: 1 }]\n  community_name: { setting',
    'params.months: 条件和句子里都没有用到',
  ],
];

const CASES = SLIPS.map(([slip, right, wrong, sentence, further = 0]) => ({
  slip,
  right,
  wrong,
  sentence,
  further,
}));

it.each(CASES)('tells $slip, with its line', ({ right, wrong, sentence, further }) => {
  const yaml = shippedWith(right, wrong);
  const line = lineOf(yaml, wrong) + further;
  expect(told(yaml)).toContainEqual(expect.stringContaining(sentence));
  const at = told(yaml).find((each) => each.includes(sentence));
  expect(at).toMatch(new RegExp(`^svc\\.yaml:${line}: `, 'u'));
});

it('tells of what is missing which key to add, and what it is for', () => {
  expect(told(shippedWith('issuer: <issuer>\n', ''))).toEqual([
    'svc.yaml:3: issuer: 没有写“数据和公章是哪个部门的”，补上 issuer: …',
  ]);
  const withoutRemedy = shippedWith(
    '        next: 先去发证的地方换新证（身份证就去派出所），拿到新证再来刷卡\n',
    '',
  );
  expect(told(withoutRemedy)).toEqual([
    `svc.yaml:${lineOf(withoutRemedy, '      no:')}: when.all.0.no.next: 没有写“下一步怎么办”，补上 next: …`,
  ]);
});

it('tells that a setting, which is text, counts no months', () => {
  const yaml = shippedWith('for at least $min_months months', 'for at least $community months');
  const line = lineOf(yaml, '  community: {');
  expect(told(yaml)).toEqual([
    `svc.yaml:${line}: params.community: 社区的设置是文字，这里要写 from 和 value`,
  ]);
});

it('tells every wide colon at once, and none of the mistakes that follow from them', () => {
  const yaml = shippedWith('category: residence\ndomain: police', 'category：residence\ndomain：police');
  const first = lineOf(yaml, 'category：');
  expect(told(yaml).map((each) => each.slice(0, each.indexOf(' ')))).toEqual([
    `svc.yaml:${first}:`,
    `svc.yaml:${first + 1}:`,
  ]);
});

it.each([
  ['nothing', '', 'svc.yaml:1: 文件是空的'],
  ['only a remark', '# later\n', 'svc.yaml:1: 文件是空的'],
  ['a list', '- a\n- b\n', 'svc.yaml:1: 最外层每行写成 名字: 值'],
  [
    'two definitions',
    `${shippedYaml}---\n${shippedYaml}`,
    `svc.yaml:${shippedYaml.split('\n').length}: 一个文件只写一份`,
  ],
])('refuses a file of %s', (_, yaml, sentence) => {
  expect(told(yaml)).toEqual([expect.stringContaining(sentence)]);
});

it.each([
  ['ends its lines as Windows does', shippedYaml.replaceAll('\n', '\r\n')],
  ['begins with a byte order mark', `\ufeff${shippedYaml}`],
])('takes a file that %s', (_, yaml) => {
  expect(told(yaml)).toEqual([]);
});
