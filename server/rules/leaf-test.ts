/** The closed list of tests a leaf may make. No functions, no patterns, no loops: bounded by construction. */
import { isCivilDate } from './civil-date.ts';

export const FACT_TYPES = ['date', 'code', 'boolean', 'number'] as const;
export type FactType = (typeof FACT_TYPES)[number];
export type Scalar = string | number | boolean;

/** What a fact is held against. */
export type Operand =
  | { readonly kind: 'today' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: Scalar };

export type LeafTest =
  | {
      readonly op: 'equals' | 'differs' | 'at_least' | 'at_most' | 'before' | 'after';
      readonly operand: Operand;
    }
  | { readonly op: 'in'; readonly operands: readonly Operand[] }
  | { readonly op: 'between'; readonly low: Operand; readonly high: Operand }
  /** Years, less so many months: a paper may be handed in before the birthday. */
  | { readonly op: 'age_at_least'; readonly count: Operand; readonly less?: Operand }
  | {
      readonly op: 'for_at_least' | 'within' | 'due_within';
      readonly count: Operand;
      readonly unit: 'months' | 'days';
    }
  /** Month and day, `MM-DD`, both included; the window may reach over the end of a year. */
  | { readonly op: 'each_year'; readonly from: Operand; readonly to: Operand }
  | { readonly op: 'exists' };

const ANY: readonly FactType[] = FACT_TYPES;
const ORDERED: readonly FactType[] = ['date', 'number'];
const DATE: readonly FactType[] = ['date'];

interface Form {
  readonly pattern: RegExp;
  readonly types: readonly FactType[];
  readonly read: (words: readonly string[], type: FactType) => LeafTest | undefined;
}

/** How each test is written in a definition. */
const FORMS: readonly Form[] = [
  { pattern: /^= (\S+)$/u, types: ANY, read: comparison('equals') },
  { pattern: /^!= (\S+)$/u, types: ANY, read: comparison('differs') },
  { pattern: /^>= (\S+)$/u, types: ORDERED, read: comparison('at_least') },
  { pattern: /^<= (\S+)$/u, types: ORDERED, read: comparison('at_most') },
  { pattern: /^before (\S+)$/u, types: DATE, read: comparison('before') },
  { pattern: /^after (\S+)$/u, types: DATE, read: comparison('after') },
  { pattern: /^between (\S+) and (\S+)$/u, types: ORDERED, read: range },
  { pattern: /^in (\S+(?:, \S+)*)$/u, types: ANY, read: choice },
  { pattern: /^age at least (\S+)(?: less (\S+) months)?$/u, types: DATE, read: age },
  { pattern: /^for at least (\S+) (months|days)$/u, types: DATE, read: counted('for_at_least') },
  { pattern: /^within (\S+) (months|days)$/u, types: DATE, read: counted('within') },
  { pattern: /^due within (\S+) (months|days)$/u, types: DATE, read: counted('due_within') },
  { pattern: /^each year from (\S+) to (\S+)$/u, types: DATE, read: yearly },
  { pattern: /^exists$/u, types: ANY, read: () => ({ op: 'exists' }) },
];

/** The test as written in a definition, e.g. `for at least $min_months months`; undefined when it is none of the list. */
export function readLeafTest(text: string, type: FactType): LeafTest | undefined {
  for (const form of FORMS) {
    const match = form.pattern.exec(text);
    if (match !== null) return form.types.includes(type) ? form.read(match.slice(1), type) : undefined;
  }
  return undefined;
}

/** What a parameter of this test must be, for a fact of this type. */
export function operandType(test: LeafTest, type: FactType): FactType {
  if (test.op === 'each_year') return 'code';
  return 'count' in test ? 'number' : type;
}

/** The parameters a test needs. */
export function parametersOf(test: LeafTest): string[] {
  return operandsOf(test).flatMap((operand) => (operand.kind === 'parameter' ? [operand.name] : []));
}

function operandsOf(test: LeafTest): readonly Operand[] {
  switch (test.op) {
    case 'exists':
      return [];
    case 'in':
      return test.operands;
    case 'between':
      return [test.low, test.high];
    case 'age_at_least':
      return test.less === undefined ? [test.count] : [test.count, test.less];
    case 'for_at_least':
    case 'within':
    case 'due_within':
      return [test.count];
    case 'each_year':
      return [test.from, test.to];
    case 'equals':
    case 'differs':
    case 'at_least':
    case 'at_most':
    case 'before':
    case 'after':
      return [test.operand];
    default:
      return test satisfies never;
  }
}

function comparison(op: 'equals' | 'differs' | 'at_least' | 'at_most' | 'before' | 'after'): Form['read'] {
  return ([word], type) => {
    const operand = readOperand(word, type);
    return operand === undefined ? undefined : { op, operand };
  };
}

function range([lowWord, highWord]: readonly string[], type: FactType): LeafTest | undefined {
  const low = readOperand(lowWord, type);
  const high = readOperand(highWord, type);
  return low === undefined || high === undefined ? undefined : { op: 'between', low, high };
}

function choice([list = '']: readonly string[], type: FactType): LeafTest | undefined {
  const operands = list.split(', ').map((word) => readOperand(word, type));
  return operands.includes(undefined)
    ? undefined
    : { op: 'in', operands: operands.filter((operand) => operand !== undefined) };
}

function age([word, early]: readonly string[]): LeafTest | undefined {
  const count = readOperand(word, 'number');
  const less = readOperand(early, 'number');
  if (count === undefined || (early !== undefined && less === undefined)) return undefined;
  return less === undefined ? { op: 'age_at_least', count } : { op: 'age_at_least', count, less };
}

function counted(op: 'for_at_least' | 'within' | 'due_within'): Form['read'] {
  return ([word, unit]) => {
    const count = readOperand(word, 'number');
    return count === undefined ? undefined : { op, count, unit: unit === 'days' ? 'days' : 'months' };
  };
}

function yearly([first, last]: readonly string[]): LeafTest | undefined {
  const from = readOperand(first, 'code');
  const to = readOperand(last, 'code');
  const isWindow = [from, to].every((end) => end?.kind === 'parameter' || isMonthDay(end));
  return from === undefined || to === undefined || !isWindow ? undefined : { op: 'each_year', from, to };
}

/** In any year, so 02-29 is one. */
function isMonthDay(operand: Operand | undefined): boolean {
  return operand?.kind === 'literal' && isCivilDate(`2000-${operand.value}`);
}

function readOperand(word: string | undefined, type: FactType): Operand | undefined {
  if (word === undefined) return undefined;
  if (word.startsWith('$')) return { kind: 'parameter', name: word.slice(1) };
  if (word === 'today') return type === 'date' ? { kind: 'today' } : undefined;
  const value = readLiteral(word, type);
  return value === undefined ? undefined : { kind: 'literal', value };
}

function readLiteral(word: string, type: FactType): Scalar | undefined {
  switch (type) {
    case 'date':
      return isCivilDate(word) ? word : undefined;
    case 'number':
      return /^-?\d{1,15}$/u.test(word) ? Number(word) : undefined;
    case 'boolean':
      return word === 'true' ? true : word === 'false' ? false : undefined;
    case 'code':
      return word;
    default:
      return type satisfies never;
  }
}
