import { expect, it } from 'vitest';
import { lintSource } from '../../../server/definitions/lint/source.ts';
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
    'dog.yaml:8: facts.dog.until: the field RQ is taken',
  ],
  [
    'meanings of what is no code',
    '  dog.count: { type: number, label: { zh: 几只 }, field: SL, values: { "1": { zh: 一只 } } }\n',
    'dog.yaml:7: facts.dog.count.values: only a code has meanings',
  ],
  [
    'a value for nobody of another type',
    '  dog.kept: { type: boolean, label: { zh: 有没有狗 }, field: YQ, absent: none }\n',
    'dog.yaml:7: facts.dog.kept.absent: must be a boolean',
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
    'dog.yaml:13: tables.dog.visits.columns: the shares are together 120, not 100',
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
  expect(() => findings(facts + table)).toThrow(/only a column in yuan/u);
});
