/** One slip, one fault: two lives of an agent at most, and the truth about how it ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SpooledJob } from '../../../device-agent/printing/spool.ts';
import { type LastState, orderOf, type SpoolStep } from '../agent-life.ts';
import type { Result } from '../judgement.ts';
import { Lives } from '../lives.ts';
import type { Bench } from '../point.ts';
import { SLIP_DOCUMENT } from './document.ts';
import { type DriverMaker, LIMITS, realDriver } from './driver.ts';
import { SlipFarEnd, type SlipVariant } from './far-end.ts';
import type { Scene, SlipFault } from './faults.ts';
import { type SlipTrace, wrongIn } from './truth.ts';

export interface SlipPoint {
  readonly fault: SlipFault;
  readonly variant: SlipVariant;
  /** A byte on the wire, or a step of the agent's first life. */
  readonly at: number | SpoolStep;
}

interface SlipBench extends Bench {
  /** The rows of a whole slip. */
  readonly reference: readonly string[];
  readonly makeDriver: DriverMaker;
}

export class SlipRun {
  readonly #point: SlipPoint;
  readonly #bench: SlipBench;
  readonly #root: string;
  readonly #printer: SlipFarEnd;
  readonly #lives: Lives;
  #isStruck = false;

  constructor(point: SlipPoint, bench: SlipBench) {
    this.#point = point;
    this.#bench = bench;
    this.#root = mkdtempSync(join(bench.root, 'run-'));
    this.#printer = this.#makePrinter();
    this.#lives = this.#makeLives();
  }

  async result(): Promise<Result> {
    const job = await this.#lives.job();
    const { diedIn } = this.#lives;
    const { reference } = this.#bench;
    const result = await resultOf(this.#printer, { job, diedIn, fault: this.#point.fault, reference });
    await this.#lives.close();
    rmSync(this.#root, { recursive: true });
    return { ...result, isStruck: this.#isStruck || diedIn !== undefined };
  }

  #makePrinter(): SlipFarEnd {
    const { fault, variant, at } = this.#point;
    const strike = {
      at: typeof at === 'number' ? at : 0,
      act: () => {
        this.#isStruck = true;
        fault.strike(this.#scene);
      },
      swallows: fault.swallowsAnswer ?? false,
    };
    const printer = new SlipFarEnd(variant, strike, this.#bench.reference);
    printer.cable.outlivesAgents = this.#bench.random(2) === 0;
    return printer;
  }

  #makeLives(): Lives {
    const { fault, variant, at } = this.#point;
    const { cable } = this.#printer;
    return new Lives({
      root: this.#root,
      order: orderOf('slip', SLIP_DOCUMENT, 1),
      document: SLIP_DOCUMENT,
      makeDriver: (isAlive) => {
        const open = async () => {
          if (!isAlive()) throw new Error('the dead open nothing');
          return cable.connect();
        };
        return this.#bench.makeDriver(open, variant, fault.isSilent ? LIMITS.hurried : LIMITS.patient);
      },
      onTrouble: (told) => fault.hand?.(this.#scene, told),
      lastStep: typeof at === 'number' ? undefined : at,
      onDeath: () => cable.drop(),
    });
  }

  get #scene(): Scene {
    return {
      printer: this.#printer,
      random: this.#bench.random,
      killAgent: () => this.#lives.kill(),
      endVisit: () => this.#lives.endVisit(),
    };
  }
}

interface Ended {
  /** The row of the job, as the last life left it. */
  readonly job: SpooledJob | undefined;
  readonly diedIn: LastState | undefined;
  readonly fault: SlipFault;
  readonly reference: readonly string[];
}

/** Whatever the printer still holds may come out first: all is well again, and nobody sends anything more. */
export async function resultOf(
  printer: SlipFarEnd,
  { job, diedIn, fault, reference }: Ended,
): Promise<Omit<Result, 'isStruck'>> {
  const before = printer.rowsOnPaper.length;
  printer.fillPaper();
  printer.closeCover();
  printer.goOn();
  await printer.finish();
  await setImmediate();
  const rows = printer.rowsOnPaper;
  const trace: SlipTrace = {
    rows,
    reference,
    wholes: printer.papers.filter((paper) => printer.isWhole(paper)).length,
    begun: printer.begun,
    lateRows: rows.length - before,
    isProven: printer.isProven,
    wasIntended: job?.intentAt != null,
    diedIn,
    fault,
  };
  const end = job?.settledAt == null ? undefined : job.state;
  return { end, wrong: wrongIn(trace, end), account: accountOf(trace, job?.evidence ?? 'no end') };
}

function accountOf(trace: SlipTrace, evidence: string): string {
  const { wholes, rows, begun, lateRows, isProven, diedIn } = trace;
  const death = diedIn === undefined ? '' : `, died in ${diedIn}`;
  return `${evidence}; far end: ${wholes} whole, ${rows.length} rows, ${lateRows} late, begun ${begun}, proven ${isProven}${death}`;
}

/** An undisturbed run: how its bytes went, and the rows of the whole slip. */
export async function undisturbed(
  root: string,
  variant: SlipVariant,
): Promise<{ passed: string; rows: string[] }> {
  const printer = new SlipFarEnd(variant, { at: 0, act: () => {}, swallows: false });
  const lives = new Lives({
    root,
    order: orderOf('slip', SLIP_DOCUMENT, 1),
    document: SLIP_DOCUMENT,
    makeDriver: () => realDriver(() => printer.cable.connect(), variant, LIMITS.patient),
    onTrouble: () => {},
    lastStep: undefined,
    onDeath: () => {},
  });
  const state = (await lives.job())?.state;
  await lives.close();
  const [rows, ...more] = printer.papers;
  if (state !== 'done' || rows === undefined || more.length > 0)
    throw new Error(`an undisturbed slip ends ${state}, with ${printer.papers.length} papers`);
  return { passed: printer.cable.passed, rows };
}
