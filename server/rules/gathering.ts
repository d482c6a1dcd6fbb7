/** What several sources said, put together: each fact by every source that holds it. */
import type { Definition } from '../definitions/definition-file.ts';
import type { DeclaredFact } from '../definitions/fact-book.ts';
import { type Facts, isOfType } from './judgement.ts';
import type { Scalar } from './leaf-test.ts';
import type { Rows, SourceAnswer, Tables } from './source-answer.ts';

/** `garbled`: a value that is not of the fact's type; `contradicted`: two sources say different things. Nobody knows either. */
export type FactState = 'known' | 'absent' | 'not_known' | 'garbled' | 'contradicted' | 'not_asked';
export type Answers = ReadonlyMap<string, SourceAnswer>;

export interface Gathered {
  readonly facts: Facts;
  readonly tables: Tables;
}

/**
 * A fact counts once all its sources have been asked that may be, and is known when those that know it agree. Whatever
 * a source says beyond what the definition declares for it is dropped here.
 */
export function gather(
  { facts: declared, tables: declaredTables }: Definition,
  answers: Answers,
  isWithheld: (source: string) => boolean,
): Gathered {
  const facts: Record<string, Scalar | null> = {};
  for (const [name, fact] of declared) {
    if (!fact.sources.every((source) => answers.has(source) || isWithheld(source))) continue;
    const value = agreedValue(name, fact, answers);
    if (value !== undefined) facts[name] = value;
  }
  const tables: Record<string, Rows> = {};
  for (const [name, { source }] of declaredTables) {
    const rows = rowsIn(answers.get(source), name);
    if (rows !== undefined) tables[name] = rows;
  }
  return { facts, tables };
}

function agreedValue(
  name: string,
  { sources, type, absent }: DeclaredFact,
  answers: Answers,
): Scalar | null | undefined {
  let agreed: Scalar | null | undefined;
  for (const source of sources) {
    const value = valueIn(answers.get(source), name, absent ?? null);
    if (value === undefined || (value !== null && !isOfType(value, type))) continue;
    if (agreed !== undefined && value !== agreed) return undefined;
    agreed = value;
  }
  return agreed;
}

/** What became of a fact at one of its sources. */
export function stateOf(definition: Definition, answers: Answers, fact: string, source: string): FactState {
  const answer = answers.get(source);
  if (answer === undefined) return 'not_asked';
  const declared = definition.facts.get(fact);
  const absent = declared?.absent ?? null;
  const value = valueIn(answer, fact, absent);
  if (value === undefined) return 'not_known';
  if (value !== null && declared !== undefined && !isOfType(value, declared.type)) return 'garbled';
  const isOther = (each: string): boolean => {
    const other = valueIn(answers.get(each), fact, absent);
    return other !== undefined && other !== value;
  };
  if (declared?.sources.some(isOther)) return 'contradicted';
  return value === null ? 'absent' : 'known';
}

function valueIn(
  answer: SourceAnswer | undefined,
  fact: string,
  absent: Scalar | null,
): Scalar | null | undefined {
  if (answer?.state === 'not_found') return absent;
  return answer?.state === 'facts' && Object.hasOwn(answer.facts, fact) ? answer.facts[fact] : undefined;
}

function rowsIn(answer: SourceAnswer | undefined, table: string): Rows | undefined {
  if (answer?.state === 'not_found') return [];
  return answer?.state === 'facts' ? answer.tables?.[table] : undefined;
}
