/** 一分钟办结 in sentences for staff: how long it takes from card to paper. Pure. */
import type { Pace } from '#server/contract/pace.ts';

/** With fewer, one slow paper is the 95th percentile. Assumed. */
const ENOUGH_RUNS = 20;
const TOO_FEW = '次数还少';

interface PaceRow {
  readonly title: string;
  readonly median: string;
  readonly p95: string;
  readonly runs: string;
}

export interface PaceView {
  readonly says: string;
  /** The most asked for first. */
  readonly rows: readonly PaceRow[];
}

type Figure = Pick<Pace['all'], 'runs' | 'medianSeconds' | 'p95Seconds'>;

export function paceViewOf({ days, all, services }: Pace): PaceView {
  const busiest = services.toSorted((one, other) => other.runs - one.runs);
  return {
    says: sumOf(days, all),
    rows: busiest.map(({ title, ...figure }) => ({ title: title.zh, ...figuresOf(figure) })),
  };
}

function sumOf(days: number, all: Figure): string {
  if (all.runs === 0) return `最近 ${days} 天还没有办过，办了就从刷卡到出纸计时。`;
  const counted = `最近 ${days} 天办了 ${all.runs} 次`;
  const { median, p95 } = figuresOf(all);
  if (all.runs < ENOUGH_RUNS) return `${counted}，次数还少，满 ${ENOUGH_RUNS} 次再算快慢。`;
  return `${counted}，从刷卡到出纸：一半不超过 ${median}，20 次里 19 次不超过 ${p95}。`;
}

function figuresOf({ runs, medianSeconds, p95Seconds }: Figure): Omit<PaceRow, 'title'> {
  const told = (seconds: number | null) =>
    seconds === null || runs < ENOUGH_RUNS ? TOO_FEW : secondsInWords(seconds);
  return { median: told(medianSeconds), p95: told(p95Seconds), runs: `${runs} 次` };
}

/** Rounded up: nobody waited less than is said. */
function secondsInWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} 秒`;
  return `${Math.floor(whole / 60)} 分 ${String(whole % 60).padStart(2, '0')} 秒`;
}
