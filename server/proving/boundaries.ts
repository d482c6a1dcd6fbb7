/** An example on each side of every turning point, and on it; and on both sides of every change of a parameter. */
import { leavesWritten, type Path } from '../definitions/definition.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { addDays, type CivilDate } from '../rules/civil-date.ts';
import type { Condition, Facts, Leaf } from '../rules/judgement.ts';
import { parametersOn } from '../rules/parameters.ts';
import { type Distance, distancesOf, turningPoints } from './turning-points.ts';
import { writtenTest } from './written-test.ts';

/** One place at which the answer may turn. */
export interface Boundary {
  readonly path: Path;
  /** Which leaf or parameter, and where it turns. */
  readonly name: string;
  /** What no example shows: `前一天`, `小一点`; empty when all is shown. */
  readonly missing: readonly string[];
}

/** Of a test that turns twice, which of the two. */
const ENDS: Readonly<Record<string, string>> = { first: '，第一天', last: '，最后一天' };

/** The day itself is a fact of every example. */
const TODAY = 'calendar.today';

export function boundariesOf(definition: Definition): Boundary[] {
  const residents = definition.written.examples.map((example) => residentOf(definition, example));
  const paths = new Map(leavesWritten(definition.written.when).map(({ leaf, path }) => [leaf.id, path]));
  const ofLeaves = leavesIn(definition.condition).flatMap((leaf) =>
    leafBoundaries(definition, leaf, residents, paths.get(leaf.id) ?? ['when']),
  );
  return [...ofLeaves, ...changeBoundaries(definition, residents)];
}

interface Resident {
  readonly on: CivilDate;
  readonly facts: Facts;
}

function residentOf(
  { written: { sample } }: Definition,
  { on = sample.on, facts, silent }: Definition['written']['examples'][number],
): Resident {
  const all = { ...sample.facts, ...facts, [TODAY]: on };
  return { on, facts: Object.fromEntries(Object.entries(all).filter(([name]) => !silent.includes(name))) };
}

function leafBoundaries(
  definition: Definition,
  leaf: Leaf,
  residents: readonly Resident[],
  path: Path,
): Boundary[] {
  const { settings } = definition.written.sample;
  const seen = residents.flatMap(({ on, facts }) => {
    const value = facts[leaf.fact];
    if (value === undefined || value === null) return [];
    return distancesOf(leaf, value, { today: on, parameters: parametersOn(definition.params, settings, on) });
  });
  return turningPoints(leaf).map(([point, turns]) => ({
    path,
    name: `条件 ${leaf.id}（${writtenTest(leaf.test)}${ENDS[point] ?? ''}）`,
    missing: missingOf(
      seen.filter((distance) => distance.point === point),
      turns,
      leaf.type === 'number' ? 'number' : 'days',
    ),
  }));
}

/** For days the one at which the leaf turns is shown exactly; for numbers the mutations see to it. */
function missingOf(
  seen: readonly Distance[],
  turns: Distance['turns'],
  unit: Distance['unit'],
): readonly string[] {
  const shows = (isThere: (past: number) => boolean): boolean => seen.some(({ past }) => isThere(past));
  if (unit === 'number') {
    return [
      ...(shows((past) => past < 0) ? [] : ['小一点']),
      ...(shows((past) => past === 0) ? [] : ['正好相等']),
      ...(shows((past) => past > 0) ? [] : ['大一点']),
    ];
  }
  const before = turns === 'arriving' ? (past: number) => past === -1 : (past: number) => past < 0;
  const after = turns === 'leaving' ? (past: number) => past === 1 : (past: number) => past > 0;
  return [
    ...(shows(before) ? [] : ['前一天']),
    ...(shows((past) => past === 0) ? [] : ['当天']),
    ...(shows(after) ? [] : ['后一天']),
  ];
}

/** A value that begins after the service does: the old one on its last day, the new one on its first. */
function changeBoundaries(definition: Definition, residents: readonly Resident[]): Boundary[] {
  const days = new Set(residents.map(({ on }) => on));
  return Object.entries(definition.params).flatMap(([name, param]) => {
    if (!Array.isArray(param)) return [];
    return param.flatMap(({ from }, at): Boundary[] => {
      if (at === 0 || from <= definition.written.effective.from) return [];
      const missing = [
        ...(days.has(addDays(from, -1)) ? [] : ['前一天']),
        ...(days.has(from) ? [] : ['当天']),
      ];
      return [{ path: ['params', name, at], name: `params.${name} 从 ${from} 起`, missing }];
    });
  });
}

function leavesIn(condition: Condition): readonly Leaf[] {
  return condition.kind === 'leaf' ? [condition.leaf] : condition.of.flatMap(leavesIn);
}
