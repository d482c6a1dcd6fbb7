/** A condition tree held against what is known: which leaves are met, which are not, which cannot be told. */
import { addDays, addMonths, type CivilDate, isCivilDate, type Rounding } from './civil-date.ts';
import type { FactType, LeafTest, Operand, Scalar } from './leaf-test.ts';
import { RuleFault } from './rule-fault.ts';
import { all, any, not, type Truth, truthOf } from './truth.ts';

export interface Leaf {
  readonly id: string;
  readonly fact: string;
  readonly type: FactType;
  readonly test: LeafTest;
  readonly rounding: Rounding;
}
export type Condition =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: readonly [Condition] };

/** A missing fact is not known; `null` is known not to exist. */
export type Facts = Readonly<Record<string, Scalar | null>>;
export type Parameters = Readonly<Record<string, Scalar>>;
export interface Known {
  readonly facts: Facts;
  readonly parameters: Parameters;
  readonly today: CivilDate;
}

export type Judged =
  | { readonly kind: 'leaf'; readonly truth: Truth; readonly leaf: Leaf }
  | { readonly kind: 'all' | 'any' | 'not'; readonly truth: Truth; readonly of: readonly Judged[] };

/** Total for a linted definition; throws RuleFault `value_of_wrong_type` rather than coerce. */
export function judge(condition: Condition, known: Known): Judged {
  if (condition.kind === 'leaf') {
    return { kind: 'leaf', truth: judgeLeaf(condition.leaf, known), leaf: condition.leaf };
  }
  const of = condition.of.map((part) => judge(part, known));
  return { kind: condition.kind, truth: joined(condition.kind, of), of };
}

function joined(kind: 'all' | 'any' | 'not', of: readonly Judged[]): Truth {
  const truths = of.map((part) => part.truth);
  switch (kind) {
    case 'all':
      return all(truths);
    case 'any':
      return any(truths);
    case 'not':
      return not(all(truths));
    default:
      return kind satisfies never;
  }
}

/** The leaves that make the answer what it is: a false leaf under `not` is good and is not blamed. */
export function decisive(judged: Judged): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collectDecisive(judged, leaves);
  return leaves;
}

function collectDecisive(judged: Judged, leaves: Leaf[]): void {
  if (judged.kind === 'leaf') leaves.push(judged.leaf);
  else {
    for (const part of judged.of) {
      if (counts(judged.kind, judged.truth, part.truth)) collectDecisive(part, leaves);
    }
  }
}

function counts(kind: 'all' | 'any' | 'not', whole: Truth, part: Truth): boolean {
  return kind === 'not' || part === whole;
}

/** Every leaf with its truth, in the order of the definition. */
export function leavesOf(judged: Judged): readonly { readonly leaf: Leaf; readonly truth: Truth }[] {
  return judged.kind === 'leaf' ? [judged] : judged.of.flatMap(leavesOf);
}

function judgeLeaf(leaf: Leaf, known: Known): Truth {
  const { today } = known;
  const value = factOf(leaf.fact, known);
  if (value === undefined) return 'unknown';
  if (leaf.test.op === 'exists') return truthOf(value !== null);
  if (value === null) return 'unknown';
  requireType(leaf, value);
  return truthOf(holds(leaf, leaf.test, value, (operand) => operandValue(operand, known), today));
}

/** The day itself: no source tells it, and it moves on with every day that is looked ahead to. */
const TODAY = 'calendar.today';

function factOf(name: string, { facts, today }: Known): Scalar | null | undefined {
  if (name === TODAY) return today;
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function holds(
  { rounding }: Leaf,
  test: Exclude<LeafTest, { op: 'exists' }>,
  value: Scalar,
  of: (operand: Operand) => Scalar,
  today: CivilDate,
): boolean {
  switch (test.op) {
    case 'equals':
      return value === of(test.operand);
    case 'differs':
      return value !== of(test.operand);
    case 'at_least':
      return value >= of(test.operand);
    case 'at_most':
      return value <= of(test.operand);
    case 'before':
      return value < of(test.operand);
    case 'after':
      return value > of(test.operand);
    case 'in':
      return test.operands.some((operand) => of(operand) === value);
    case 'between':
      return value >= of(test.low) && value <= of(test.high);
    case 'age_at_least':
      return comesOfAge(String(value), test, of, rounding) <= today;
    case 'for_at_least':
      return moved(String(value), Number(of(test.count)), test.unit, rounding) <= today;
    case 'within':
      return value <= today && today <= moved(String(value), Number(of(test.count)), test.unit, rounding);
    case 'due_within':
      return moved(String(value), -Number(of(test.count)), test.unit, rounding) <= today;
    case 'each_year':
      return isInWindow(String(value).slice(5), String(of(test.from)), String(of(test.to)));
    default:
      return test satisfies never;
  }
}

/** A day so many months or days later, or earlier when negative. */
export function moved(
  date: CivilDate,
  count: number,
  unit: 'months' | 'days',
  rounding: Rounding,
): CivilDate {
  return unit === 'days' ? addDays(date, count) : addMonths(date, count, rounding);
}

/** The day on which somebody born then is so old, or may begin to ask. */
export function comesOfAge(
  birth: CivilDate,
  { count, less }: Extract<LeafTest, { op: 'age_at_least' }>,
  of: (operand: Operand) => Scalar,
  rounding: Rounding,
): CivilDate {
  const birthday = addMonths(birth, 12 * Number(of(count)), rounding);
  return less === undefined ? birthday : addMonths(birthday, -Number(of(less)), rounding);
}

/** Each `MM-DD`; from November to February is a window too. */
function isInWindow(monthDay: string, from: string, to: string): boolean {
  if (from <= to) return from <= monthDay && monthDay <= to;
  return monthDay >= from || monthDay <= to;
}

/** Throws RuleFault `parameter_without_value`. */
export function operandValue(operand: Operand, { parameters, today }: Omit<Known, 'facts'>): Scalar {
  switch (operand.kind) {
    case 'today':
      return today;
    case 'literal':
      return operand.value;
    case 'parameter': {
      const value = parameters[operand.name];
      if (value === undefined)
        throw new RuleFault('parameter_without_value', `$${operand.name} has no value`);
      return value;
    }
    default:
      return operand satisfies never;
  }
}

function requireType({ fact, type }: Leaf, value: Scalar): void {
  if (isOfType(value, type)) return;
  throw new RuleFault('value_of_wrong_type', `${fact} must be a ${type}, a ${typeof value} was given`);
}

/** `"67"` is not a number and 67 is not a code: nothing is coerced. */
export function isOfType(value: Scalar, type: FactType): boolean {
  switch (type) {
    case 'date':
      return typeof value === 'string' && isCivilDate(value);
    case 'code':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return type satisfies never;
  }
}
