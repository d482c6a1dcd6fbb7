/** What a resident has and what a test wants, in words: 登记日期：2026 年 7 月 23 日; 要满六个月. */
import type { Localised } from '#server/contract/words.ts';
import type { DeclaredFact } from '../../definitions/fact-book.ts';
import { type Leaf, operandValue } from '../judgement.ts';
import type { Operand, Scalar } from '../leaf-test.ts';
import type { Timeline } from '../waiting.ts';
import { requiredEn } from './required-en.ts';
import { requiredZh } from './required-zh.ts';
import { type Language, toldScalar } from './sentences.ts';

type Facts = ReadonlyMap<string, DeclaredFact>;

/** A code by its meaning, where its source tells one; anything else as it is. */
export function toldValue(fact: DeclaredFact | undefined, value: Scalar, language: Language): Scalar {
  const meaning = fact?.values?.[String(value)];
  return meaning === undefined ? value : (meaning[language] ?? meaning.zh);
}

/** The number of a community or a district: nobody can read it. */
const MERE_NUMBER = /^\d+$/u;

/** Undefined when nothing is known to exist, or when what is known would tell nobody anything. */
export function ownOf({ fact }: Leaf, facts: Facts, { facts: known }: Timeline): Localised | undefined {
  const [declared, value] = [facts.get(fact), known[fact]];
  if (declared === undefined || value === undefined || value === null) return undefined;
  if (declared.type === 'code' && MERE_NUMBER.test(String(toldValue(declared, value, 'zh'))))
    return undefined;
  const told = (language: Language): string => toldScalar(toldValue(declared, value, language), language);
  return {
    zh: `${declared.label.zh}：${told('zh')}`,
    en: `${declared.label.en ?? declared.label.zh}: ${told('en')}`,
  };
}

/** `isMet`: whether the test must be met; false for a leaf that is blamed because it holds, under a `not`. */
export function requiredOf({ fact, test }: Leaf, facts: Facts, line: Timeline, isMet: boolean): Localised {
  const declared = facts.get(fact);
  const known = { parameters: line.parametersOn(line.today), today: line.today };
  const told = (language: Language) => (operand: Operand) =>
    toldScalar(toldValue(declared, operandValue(operand, known), language), language);
  return { zh: requiredZh(test, told('zh'), isMet), en: requiredEn(test, told('en'), isMet) };
}
