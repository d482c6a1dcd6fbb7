/** What an official may well write wrong: each is told with the line and with what to write instead. */
import { expect, it } from 'vitest';
import { readDefinition } from '../../../server/definitions/definition-file.ts';
import { house, shippedWith, shippedYaml } from '../rules/definitions.ts';
import { SLIPS } from './slips-of-the-pen.ts';

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

it.each(SLIPS)('tells $slip, with its line', ({ right, wrong, sentence, further }) => {
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
