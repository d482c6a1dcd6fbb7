/** Breaks a paragraph into lines so that the whole of it looks best (after Knuth and Plass, 1981), not line by line. */
import { FORBIDDEN, type Unit } from './typesetting.ts';

/** Units `from` (inclusive) to `to` (exclusive) with the share by which each gap gives way. Measures in em. */
export interface Line {
  readonly from: number;
  readonly to: number;
  /** Added to each gap, times its `stretch`. */
  readonly widening: number;
  /** 0 to 1, of each gap's `shrink`. */
  readonly squeeze: number;
}

export interface Measure {
  readonly width: number;
  /** Of the first line. */
  readonly indent: number;
}

interface Fit {
  readonly line: Line;
  readonly cost: number;
}

interface Way {
  readonly cost: number;
  readonly lines: readonly Line[];
}

/** Wider gaps are a hole in the page: such a line is rather left ragged. */
const MAX_WIDENING = 0.3;
const OVERFULL_COST = 1e9;
const SHORT_LAST_LINE_COST = 150;
const SHORT_LAST_LINE = 3;
const EPSILON = 1e-6;

/** The cheapest way; `cost` lets callers compare wordings. */
export function breakLines(units: readonly Unit[], measure: Measure): Way {
  const ways: Way[] = [{ cost: 0, lines: [] }];
  for (let to = 1; to <= units.length; to++) ways.push(bestWayTo(to, ways, units, measure));
  return ways[units.length] ?? { cost: 0, lines: [] };
}

function bestWayTo(to: number, ways: readonly Way[], units: readonly Unit[], measure: Measure): Way {
  let best: Way = { cost: Number.POSITIVE_INFINITY, lines: [] };
  for (let from = to - 1; from >= 0; from--) {
    const before = ways[from] ?? best;
    const fit = fitLine(units, from, to, measure);
    const cost = before.cost + fit.cost;
    if (cost < best.cost) best = { cost, lines: [...before.lines, fit.line] };
    if (fit.cost >= OVERFULL_COST) break; // longer lines are overfull too
  }
  return best;
}

function fitLine(units: readonly Unit[], from: number, to: number, { width, indent }: Measure): Fit {
  const isLast = to === units.length;
  const target = width - (from === 0 ? indent : 0);
  const { natural, shrink, stretch } = lineMeasures(units, from, to);
  const spare = target - natural;
  const breakCost = isLast ? 0 : (units[to - 1]?.gap.breakCost ?? 0);
  if (spare < -shrink - EPSILON) {
    return { line: { from, to, widening: 0, squeeze: 1 }, cost: OVERFULL_COST + breakCost };
  }
  if (spare < 0) {
    const squeeze = Math.min(1, -spare / shrink);
    return { line: { from, to, widening: 0, squeeze }, cost: 100 * squeeze ** 2 + breakCost };
  }
  if (isLast) {
    const lonely = from > 0 && natural < SHORT_LAST_LINE;
    return { line: { from, to, widening: 0, squeeze: 0 }, cost: lonely ? SHORT_LAST_LINE_COST : 0 };
  }
  const widening = stretch > 0 ? spare / stretch : MAX_WIDENING + spare;
  const line = { from, to, widening: widening > MAX_WIDENING ? 0 : widening, squeeze: 0 };
  return { line, cost: Math.min(100 * (widening / 0.08) ** 2, FORBIDDEN / 10) + breakCost };
}

function lineMeasures(units: readonly Unit[], from: number, to: number) {
  let [natural, shrink, stretch] = [0, 0, 0];
  for (let index = from; index < to; index++) {
    const unit = units[index];
    if (unit === undefined) break;
    natural += unit.width;
    if (index === from) natural -= unit.blankBefore;
    if (index === to - 1) {
      natural -= unit.blankAfter;
      continue;
    }
    natural += unit.gap.natural;
    shrink += unit.gap.shrink;
    stretch += unit.gap.stretch;
  }
  return { natural, shrink, stretch };
}
