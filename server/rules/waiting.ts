/** What time alone will mend: the first day the answer may be another, and how far along a waiting time is. */
import { addDays, addMonths, type CivilDate, monthsBetween } from './civil-date.ts';
import {
  type Condition,
  decisive,
  type Facts,
  type Judged,
  judge,
  type Known,
  type Leaf,
  operandValue,
  type Parameters,
} from './judgement.ts';

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
  const parameterDays = [line.today, ...line.changeDays.filter((day) => day > line.today)];
  const turns = parameterDays.flatMap((day) =>
    leavesUnder(condition).flatMap((leaf) => turningDays(leaf, knownOn(day, line))),
  );
  const candidates = [...new Set([...turns, ...parameterDays])].filter((day) => day > line.today).toSorted();
  return candidates.find((day) => judge(condition, knownOn(day, line)).truth !== 'no');
}

/** Of the first blamed leaf that waits for months to pass. */
export function progressOf(judged: Judged, line: Timeline): Progress | undefined {
  for (const leaf of decisive(judged)) {
    const since = line.facts[leaf.fact];
    if (leaf.test.op !== 'for_at_least' || typeof since !== 'string') continue;
    const needMonths = Number(operandValue(leaf.test.count, knownOn(line.today, line)));
    return { since, haveMonths: monthsBetween(since, line.today), needMonths };
  }
  return undefined;
}

function knownOn(today: CivilDate, { facts, parametersOn }: Timeline): Known {
  return { facts, parameters: parametersOn(today), today };
}

/** Days on which a leaf may turn as time passes. */
function turningDays({ fact, test }: Leaf, known: Known): CivilDate[] {
  const since = known.facts[fact];
  if (typeof since !== 'string') return [];
  switch (test.op) {
    case 'age_at_least':
      return [addMonths(since, 12 * Number(operandValue(test.count, known)))];
    case 'for_at_least':
      return [addMonths(since, Number(operandValue(test.count, known)))];
    case 'within':
      return [since, addDays(addMonths(since, Number(operandValue(test.count, known))), 1)];
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

function leavesUnder(condition: Condition): readonly Leaf[] {
  return condition.kind === 'leaf' ? [condition.leaf] : condition.of.flatMap(leavesUnder);
}
