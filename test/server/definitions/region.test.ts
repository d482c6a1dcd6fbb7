import { expect, it } from 'vitest';
import { lintContrasts, lintRegion } from '../../../server/definitions/lint/region.ts';
import { inRegion, regionFile } from '../../../server/definitions/region-file.ts';
import { readYaml } from '../../../server/definitions/yaml-file.ts';
import { shippedDefinition } from '../rules/definitions.ts';

const definition = shippedDefinition();

function region(parameters: string, examples = '[]', more = '') {
  const head = 'region: here\ntitle: { zh: 这里 }\nversion: 1\nsource: 假定\n';
  return readYaml(
    'here.yaml',
    `${head}${more}parameters: ${parameters}\nexamples: ${examples}\n`,
    regionFile,
  );
}

function findings(parameters: string): readonly string[] {
  const { value, tell } = region(parameters);
  return tell(lintRegion(value, [definition]));
}

it.each([
  ['a service that is not there', '{ dog-fair: {} }', '没有事项 dog-fair'],
  [
    'a parameter that the service has not',
    '{ residence-certificate: { min_month: [{ from: 2020-01-01, value: 3 }] } }',
    '这个事项没有这个参数，只有 min_months、',
  ],
  [
    'a value of the wrong type',
    '{ residence-certificate: { min_months: [{ from: 2020-01-01, value: three }] } }',
    '要写数字，不是 three',
  ],
  [
    'overlapping ranges',
    '{ residence-certificate: { min_months: [{ from: 2020-01-01, value: 3 }, { from: 2020-01-01, value: 4 }] } }',
    '日期重了',
  ],
  [
    'a value that begins after the service',
    '{ residence-certificate: { min_months: [{ from: 2026-01-01, value: 3 }] } }',
    '事项从 2025-01-01 起，那天还没有值',
  ],
  [
    'months below nothing',
    '{ residence-certificate: { min_months: [{ from: 2020-01-01, value: -3 }] } }',
    '要写 0 到 36600 的整数，不是 -3',
  ],
])('refuses %s, and names the line', (_, parameters, message) => {
  expect(findings(parameters)).toEqual([
    expect.stringMatching(new RegExp(`^here\\.yaml:5: .*${message}`, 'u')),
  ]);
});

const twelve = '{ residence-certificate: { min_months: [{ from: 2020-01-01, value: 12 }] } }';
const example = (since: string, expected: string) =>
  `[{ service: residence-certificate, name: 住满, on: 2026-11-22, facts: { residence.since: ${since} }, ${expected} }]`;

it.each([
  [
    'says nothing when it is so here and otherwise elsewhere',
    '2026-01-22',
    'expect: no, earliest: 2027-01-22',
    [],
  ],
  ['tells what comes out here', '2026-01-22', 'expect: yes', [/在这个地区得出的是 no，最早 2027-01-22/u]],
  ['tells when it makes no difference', '2020-01-22', 'expect: yes', [/没有这个地区也是一样/u]],
])('%s', async (_, since, expected, told) => {
  const found = await lintContrasts(region(twelve, example(since, expected)).value, [definition]);
  expect(found.map(({ message }) => message)).toEqual(told.map((each) => expect.stringMatching(each)));
});

it('only lowers what a service asks of a visit', () => {
  const levelIn = (most: string) =>
    inRegion(definition, region('{}', '[]', `assurance_at_most: ${most}\n`).value).written.assurance;
  expect(definition.written.assurance).toBe('L2');
  expect(levelIn('L1')).toBe('L1');
  expect(levelIn('L3')).toBe('L2');
});
