/** What a resident has and what a test wants, in words: 登记日期：2026 年 7 月 23 日; 要满六个月. */
import type { Localised } from '#server/contract/words.ts';
import type { DeclaredFact } from '../definitions/fact-book.ts';
import { type Leaf, operandValue } from './judgement.ts';
import type { LeafTest, Operand, Scalar } from './leaf-test.ts';
import { type Language, toldScalar } from './sentences.ts';
import type { Timeline } from './waiting.ts';

type Facts = ReadonlyMap<string, DeclaredFact>;

/** A code by its meaning, where its source tells one; anything else as it is. */
export function toldValue(fact: DeclaredFact | undefined, value: Scalar, language: Language): Scalar {
  const meaning = fact?.values?.[String(value)];
  return meaning === undefined ? value : (meaning[language] ?? meaning.zh);
}

/** Undefined when nothing is known to exist. */
export function ownOf({ fact }: Leaf, facts: Facts, { facts: known }: Timeline): Localised | undefined {
  const [declared, value] = [facts.get(fact), known[fact]];
  if (declared === undefined || value === undefined || value === null) return undefined;
  const told = (language: Language): string => toldScalar(toldValue(declared, value, language), language);
  return {
    zh: `${declared.label.zh}：${told('zh')}`,
    en: `${declared.label.en ?? declared.label.zh}: ${told('en')}`,
  };
}

export function requiredOf({ fact, test }: Leaf, facts: Facts, line: Timeline): Localised {
  const declared = facts.get(fact);
  const known = { parameters: line.parametersOn(line.today), today: line.today };
  const told = (language: Language) => (operand: Operand) =>
    toldScalar(toldValue(declared, operandValue(operand, known), language), language);
  return { zh: requiredZh(test, told('zh')), en: requiredEn(test, told('en')) };
}

type Tell = (operand: Operand) => string;
const UNITS = { months: '个月', days: '天' } as const;

/** `09-01` as 9 月 1 日. */
function monthDay(written: string): string {
  const [month, day] = written.split('-').map(Number);
  return `${month} 月 ${day} 日`;
}

function requiredZh(test: LeafTest, tell: Tell): string {
  switch (test.op) {
    case 'equals':
      return `应为${tell(test.operand)}`;
    case 'differs':
      return `不能是${tell(test.operand)}`;
    case 'at_least':
      return `不少于${tell(test.operand)}`;
    case 'at_most':
      return `不超过${tell(test.operand)}`;
    case 'before':
      return `早于${tell(test.operand)}`;
    case 'after':
      return `晚于${tell(test.operand)}`;
    case 'in':
      return `应为${test.operands.map(tell).join('、')}之一`;
    case 'between':
      return `在${tell(test.low)}和${tell(test.high)}之间`;
    case 'age_at_least':
      return `要满${tell(test.count)}周岁`;
    case 'for_at_least':
      return `要满${tell(test.count)}${UNITS[test.unit]}`;
    case 'within':
      return `在${tell(test.count)}${UNITS[test.unit]}以内`;
    case 'due_within':
      return `要到离期满不超过${tell(test.count)}${UNITS[test.unit]}`;
    case 'each_year':
      return `每年${monthDay(tell(test.from))}到${monthDay(tell(test.to))}`;
    case 'exists':
      return '要有记录';
    default:
      return test satisfies never;
  }
}

function requiredEn(test: LeafTest, tell: Tell): string {
  switch (test.op) {
    case 'equals':
      return `must be ${tell(test.operand)}`;
    case 'differs':
      return `must not be ${tell(test.operand)}`;
    case 'at_least':
      return `at least ${tell(test.operand)}`;
    case 'at_most':
      return `at most ${tell(test.operand)}`;
    case 'before':
      return `before ${tell(test.operand)}`;
    case 'after':
      return `after ${tell(test.operand)}`;
    case 'in':
      return `one of ${test.operands.map(tell).join(', ')}`;
    case 'between':
      return `between ${tell(test.low)} and ${tell(test.high)}`;
    case 'age_at_least':
      return `${tell(test.count)} years of age`;
    case 'for_at_least':
      return `for at least ${tell(test.count)} ${test.unit}`;
    case 'within':
      return `within ${tell(test.count)} ${test.unit}`;
    case 'due_within':
      return `at most ${tell(test.count)} ${test.unit} ahead`;
    case 'each_year':
      return `each year from ${tell(test.from)} to ${tell(test.to)}`;
    case 'exists':
      return 'must be on record';
    default:
      return test satisfies never;
  }
}
