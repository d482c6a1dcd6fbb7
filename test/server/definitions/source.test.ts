import { expect, it } from 'vitest';
import { lintSource, lintTogether } from '../../../server/definitions/lint/source.ts';
import { sourceFile } from '../../../server/definitions/source-file.ts';
import { readYaml } from '../../../server/definitions/yaml-file.ts';

const head = `source: dog.register
department: { zh: 城管局 }
title: { zh: 犬只登记 }
cost: 40
unknown: { who: 城管窗口, zh: 请到<who>问一下 }
facts:
`;

function findings(facts: string): readonly string[] {
  const { value, tell } = readYaml('dog.yaml', head + facts, sourceFile);
  return tell(lintSource(value));
}

it('has nothing against a source that is right', () => {
  const facts = '  dog.since: { type: date, label: { zh: 登记日期 }, field: RQ }\n';
  expect(findings(facts)).toEqual([]);
});

it.each([
  [
    'two facts of one field',
    '  dog.since: { type: date, label: { zh: 登记日期 }, field: RQ }\n  dog.until: { type: date, label: { zh: 到期 }, field: RQ }\n',
    'dog.yaml:8: facts.dog.until: 字段 RQ 已经用过了',
  ],
  [
    'meanings of what is no code',
    '  dog.count: { type: number, label: { zh: 几只 }, field: SL, values: { "1": { zh: 一只 } } }\n',
    'dog.yaml:7: facts.dog.count.values: 只有 type: code 才写 values',
  ],
  [
    'a value for nobody of another type',
    '  dog.kept: { type: boolean, label: { zh: 有没有狗 }, field: YQ, absent: none }\n',
    'dog.yaml:7: facts.dog.kept.absent: 要写 true 或 false，不是 none',
  ],
  [
    'a table wider than its paper',
    `  dog.since: { type: date, label: { zh: 登记日期 }, field: RQ }
tables:
  dog.visits:
    label: { zh: 打针 }
    field: DZ
    columns:
      - { field: RQ, label: { zh: 日期 }, as: day, share: 60 }
      - { field: MC, label: { zh: 疫苗 }, as: text, share: 60 }
`,
    'dog.yaml:12: tables.dog.visits.columns: 各列的 share 加起来是 120，要正好 100',
  ],
])('refuses %s, and names the line', (_, facts, finding) => {
  expect(findings(facts)).toEqual([finding]);
});

it.each(['as: text', 'as: month'])('refuses the sum of a column that is no money: %s', (as) => {
  const columns = `      - { field: A, label: { zh: 月份 }, as: month, share: 50 }
      - { field: B, label: { zh: 金额 }, ${as}, share: 50, sum: true }
`;
  const facts = '  dog.since: { type: date, label: { zh: 登记日期 }, field: RQ }\n';
  const table = `tables:\n  dog.fees:\n    label: { zh: 明细 }\n    field: MX\n    columns:\n${columns}`;
  expect(() => findings(facts + table)).toThrow(/只有写钱的那一列/u);
});

it('refuses a second source of one name, a fact of two types and a table told twice', () => {
  const facts = '  dog.since: { type: date, label: { zh: 登记日期 }, field: RQ }\n';
  const table = `tables:
  dog.fees: { label: { zh: 明细 }, field: MX, columns: [{ field: A, label: { zh: 月份 }, as: month, share: 100 }] }
`;
  const one = readYaml('one.yaml', head + facts + table, sourceFile);
  const other = readYaml('other.yaml', head + facts.replace('type: date', 'type: code') + table, sourceFile);
  expect(lintTogether([one])).toEqual([]);
  expect(lintTogether([one, other])).toEqual([
    'other.yaml:1: source: 已经有一个来源叫 dog.register，换个名字',
    'other.yaml:7: facts.dog.since.type: 来源 dog.register 里它是 date，两边要一样',
    'other.yaml:9: tables.dog.fees: 来源 dog.register 已经有这张表，换个名字',
  ]);
});
