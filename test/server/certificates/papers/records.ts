/** Services that are only data, of a department that does not exist: sources, definition, decision, what is kept. */
import { parse } from 'valibot';
import { type Paper, paper } from '../../../../server/certificates/papers/paper.ts';
import { recordText } from '../../../../server/certificates/papers/record-text.ts';
import { readDefinition } from '../../../../server/definitions/definition-file.ts';
import { FactBook } from '../../../../server/definitions/fact-book.ts';
import { sourceFile } from '../../../../server/definitions/source-file.ts';
import { decide } from '../../../../server/rules/decision.ts';
import type { SourceAnswer } from '../../../../server/rules/source-answer.ts';
import type { ServicePoint } from '../../visits/service-point.ts';

const label = (zh: string) => ({ zh });
const BOOK = new FactBook([
  parse(sourceFile, {
    source: 'test.insurance',
    department: label('样例市社会保险经办中心'),
    title: label('参保登记'),
    cost: 10,
    unknown: { who: '社保窗口', zh: '社保那边没有回话，请问<who>' },
    facts: {
      'insured.since': { type: 'date', label: label('参保日期'), field: 'since' },
      'insured.months': { type: 'number', label: label('累计缴费月数'), field: 'months' },
      'insured.kind': {
        type: 'code',
        label: label('险种'),
        field: 'kind',
        values: { pension: label('企业职工基本养老保险') },
      },
      'insured.stopped': { type: 'date', label: label('停保日期'), field: 'stopped' },
      'insured.is_paying': { type: 'boolean', label: label('现在还在缴费'), field: 'paying' },
    },
    tables: {
      'insured.payments': {
        label: label('缴费明细'),
        field: 'payments',
        columns: [
          { field: 'month', label: label('缴费月份'), as: 'month', share: 20 },
          { field: 'employer', label: label('缴费单位'), as: 'text', share: 50 },
          { field: 'sum', label: label('个人缴费'), as: 'yuan', share: 30, sum: true },
        ],
      },
    },
  }),
]);

const YAML = `
service: test-enrolment
title: { zh: 社会保险参保证明 }
version: 1
effective: { from: 2025-01-01 }
status: published
legal_basis: [{ ref: 填写本地依据文号, kind: local-list }]
category: insurance
domain: social_insurance
assurance: L1
issuer: 样例市社会保险经办中心
statement: { zh: 参加<insured.kind>，累计缴费<insured.months>个月 }
outcome:
  kind: certificate
  valid_days: 90
  purposes: [{ code: general, on_paper: 通用, label: { zh: 都可以用 } }]
  paper:
    layout: record
    says: SAYS
    facts: [insured.kind, insured.since, insured.months, insured.stopped, insured.is_paying]
when:
  id: insured
  fact: insured.since
  is: exists
  no: { zh: 没有您的参保记录, next: 到<who>问一问, who: 社保窗口 }
sample:
  on: 2026-11-22
  facts:
    insured.since: 2016-05-01
    insured.months: 126
    insured.kind: pension
    insured.stopped: null
    insured.is_paying: true
examples:
  - { name: 参保, expect: yes }
  - { name: 没有参保, facts: { insured.since: null }, expect: no, failed: [insured] }
  - { name: 查不到, silent: [insured.since], expect: unknown, ask: [社保窗口] }
`;
const PLAIN =
  '[截至<today>，上列人员自<insured.since|month>起参加<insured.kind>，累计缴费<insured.months>个月。]';

const ANSWER: Extract<SourceAnswer, { state: 'facts' }> = {
  state: 'facts',
  facts: {
    'insured.since': '2016-05-01',
    'insured.months': 126,
    'insured.kind': 'pension',
    'insured.stopped': null,
    'insured.is_paying': true,
  },
};

export const HOLDER = { name: '王样例', idNumber: '610202195403123022', numberTitle: '公民身份号码' };

export interface Telling {
  readonly says?: string;
  readonly holder?: typeof HOLDER;
  readonly facts?: (typeof ANSWER)['facts'];
  readonly statement?: string;
  /** Rows of a table of payments; left out, the paper has none. */
  readonly rows?: readonly (readonly string[])[];
}

/** Such a definition and what the real rules decide by it. */
export async function decidedRecord({ says = PLAIN, facts, statement, rows }: Telling = {}) {
  const table = rows === undefined ? '' : '\n    table: insured.payments';
  const yaml = YAML.replace('SAYS', `${says}${table}`).replace(
    '参加<insured.kind>，累计缴费<insured.months>个月 }',
    (sentence) => (statement === undefined ? sentence : `${statement} }`),
  );
  const definition = readDefinition('test-enrolment.yaml', yaml, {
    book: BOOK,
    refusedCategories: new Set(),
  });
  const tables = rows === undefined ? {} : { 'insured.payments': rows };
  const answer = { ...ANSWER, facts: { ...ANSWER.facts, ...facts }, tables };
  const sources = { 'test.insurance': () => Promise.resolve(answer) };
  const decided = await decide({ definition, settings: {}, today: '2026-11-22', sources });
  const { outcome } = definition.written;
  if (decided.answer.result !== 'yes' || outcome.kind !== 'certificate' || outcome.paper.layout !== 'record')
    throw new Error('the test resident is not insured');
  return { definition, paper: outcome.paper, decided };
}

export async function recordOf(telling: Telling = {}): Promise<Paper> {
  const { definition, paper: written, decided } = await decidedRecord(telling);
  const { holder = HOLDER } = telling;
  return keptRecord('test-enrolment', recordText(definition, written, decided, holder, '2026-11-22'), holder);
}

/** What is kept of a paper that says this. */
export function keptRecord(type: string, text: ReturnType<typeof recordText>, holder = HOLDER): Paper {
  return parse(paper, {
    ...holder,
    ...text,
    type,
    number: '610202001001-2026-000207',
    community: '610202001001',
    issuer: '红旗社区居民委员会',
    cardTitle: '身份证',
    purpose: '通用',
    validDays: 90,
    issuedAt: Date.UTC(2026, 10, 22, 6, 6),
    kioskName: '01号自助终端',
  });
}

/** Another paper in the place of the one that was issued under this number. */
export async function keepInstead(
  { db, keyring }: Pick<ServicePoint, 'db' | 'keyring'>,
  number: string,
  said: object,
): Promise<void> {
  const { id } = await db
    .selectFrom('certificate')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const place = { table: 'certificate', column: 'paper', row: id };
  await db
    .updateTable('certificate')
    .set({ paper_sealed: keyring.fields.seal(place, JSON.stringify(said)) })
    .where('id', '=', id)
    .execute();
}
