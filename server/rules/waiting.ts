/** What time alone will mend: the first day the answer may be another, and how far along a waiting time is. */
import { addDays, type CivilDate, isCivilDate, monthsBetween } from './civil-date.ts';
import {
  type Condition,
  comesOfAge,
  decisive,
  type Facts,
  type Judged,
  judge,
  type Known,
  type Leaf,
  moved,
  operandValue,
  type Parameters,
} from './judgement.ts';
import type { Operand } from './leaf-test.ts';

export interface Progress {
  readonly since: CivilDate;
  readonly haveMonths: number;
  readonly needMonths: number;
}

export interface Timeline {
  readonly facts: Facts;
  readonly today: CivilDate;
  /** The parameters as they are on a day. */
  readonly parametersOn: (day: CivilDate) => Parameters;
  /** Days on which parameters change. */
  readonly changeDays: readonly CivilDate[];
}

/** The first day after today on which the condition is no longer refused by what is known; undefined when none is in sight. */
export function earliestDay(condition: Condition, line: Timeline): CivilDate | undefined {
  const leaves = leavesUnder(condition);
  const changes = line.changeDays.filter((day) => day > line.today);
  const candidates = new Set(changes);
  for (const parameterDay of [line.today, ...changes]) {
    const known = knownOn(parameterDay, line);
    for (const leaf of leaves) {
      for (const day of turningDays(leaf, known)) if (day > line.today) candidates.add(day);
    }
  }
  return [...candidates].toSorted().find((day) => judge(condition, knownOn(day, line)).truth !== 'no');
}

/** Of the first blamed leaf that waits for months to pass. */
export function progressOf(judged: Judged, line: Timeline): Progress | undefined {
  for (const leaf of decisive(judged)) {
    const since = line.facts[leaf.fact];
    if (leaf.test.op !== 'for_at_least' || leaf.test.unit !== 'months' || typeof since !== 'string') continue;
    const needMonths = Number(operandValue(leaf.test.count, knownOn(line.today, line)));
    return { since, haveMonths: monthsBetween(since, line.today, leaf.rounding), needMonths };
  }
  return undefined;
}

function knownOn(today: CivilDate, { facts, parametersOn }: Timeline): Known {
  return { facts, parameters: parametersOn(today), today };
}

/** Days on which a leaf may turn as time passes. */
function turningDays({ fact, test, rounding }: Leaf, known: Known): CivilDate[] {
  if (test.op === 'each_year') return windowDays(test, known);
  const since = known.facts[fact];
  if (typeof since !== 'string') return [];
  const after = (count: Operand, sign: 1 | -1, unit: 'months' | 'days'): CivilDate =>
    moved(since, sign * Number(operandValue(count, known)), unit, rounding);
  switch (test.op) {
    case 'age_at_least':
      return [comesOfAge(since, test, (operand) => operandValue(operand, known), rounding)];
    case 'for_at_least':
      return [after(test.count, 1, test.unit)];
    case 'within':
      return [since, addDays(after(test.count, 1, test.unit), 1)];
    case 'due_within':
      return [after(test.count, -1, test.unit)];
    case 'at_least':
    case 'at_most':
    case 'before':
    case 'after':
    case 'equals':
    case 'differs':
      return test.operand.kind === 'today' ? [since, addDays(since, 1)] : [];
    case 'in':
    case 'between':
    case 'exists':
      return [];
    default:
      return test satisfies never;
  }
}

/** The first day of the window and the day after its last, this year and next. */
function windowDays(
  { from, to }: { readonly from: Operand; readonly to: Operand },
  known: Known,
): CivilDate[] {
  const year = Number(known.today.slice(0, 4));
  const inYear = (end: Operand, each: number): string => `${each}-${String(operandValue(end, known))}`;
  return [year, year + 1].flatMap((each) => {
    const [first, last] = [inYear(from, each), inYear(to, each)];
    const march = `${each}-03-01`; // where the year has no 29 February
    return [isCivilDate(first) ? first : march, isCivilDate(last) ? addDays(last, 1) : march];
  });
}

function leavesUnder(condition: Condition): readonly Leaf[] {
  return condition.kind === 'leaf' ? [condition.leaf] : condition.of.flatMap(leavesUnder);
}
