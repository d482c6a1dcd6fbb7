/** One slip, one fault: two lives of an agent at most, and the truth about how it ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { PrinterDriver } from '#printers/contract.ts';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { AgentLife, type JobState, orderOf, type SpoolStep } from '../agent-life.ts';
import type { Result } from '../judgement.ts';
import type { Bench } from '../point.ts';
import { SLIP_DOCUMENT } from './document.ts';
import { SlipFarEnd, type SlipVariant } from './far-end.ts';
import type { Scene, SlipFault } from './faults.ts';
import { type SlipTrace, wrongIn } from './truth.ts';

const PATIENT = { answerWithinMs: 500, pollMs: 1, lostAfterMs: 2000, completeWithinMs: 10_000 };
/** Where nothing will come, waiting long proves nothing. */
const HURRIED = { answerWithinMs: 150, pollMs: 1, lostAfterMs: 60, completeWithinMs: 250 };
/** A job without an end by then has none. */
const ENDLESS_MS = 20_000;

export type DriverMaker = (
  open: () => Promise<Duplex>,
  variant: SlipVariant,
  isHurried: boolean,
) => PrinterDriver;

export const realDriver: DriverMaker = (open, { completion }, isHurried) =>
  escposSlipDriver({
    open,
    profile: { ...profile, completion },
    ...(isHurried ? HURRIED : PATIENT),
  });

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
  readonly #order = orderOf('slip', SLIP_DOCUMENT, 1);
  readonly #ended = Promise.withResolvers<void>();
  readonly #lives: AgentLife[] = [];
  #diedIn: SlipTrace['diedIn'];
  #isDying = false;

  constructor(point: SlipPoint, bench: SlipBench) {
    this.#point = point;
    this.#bench = bench;
    this.#root = mkdtempSync(join(bench.root, 'run-'));
    const at = typeof point.at === 'number' ? point.at : 0;
    const strike = {
      at,
      act: () => point.fault.strike(this.#scene),
      swallows: point.fault.swallowsAnswer ?? false,
    };
    this.#printer = new SlipFarEnd(point.variant, strike, bench.reference);
    this.#printer.cable.outlivesAgents = bench.random(2) === 0;
  }

  async result(): Promise<Result> {
    this.#live(mkdtempSync(join(this.#root, 'life-')));
    const timer = setTimeout(() => this.#ended.resolve(), ENDLESS_MS);
    await this.#ended.promise;
    clearTimeout(timer);
    const job = this.#lives.at(-1)?.job;
    const end = job?.settledAt == null ? undefined : job.state;
    const trace = await this.#trace();
    for (const life of this.#lives) await life.close();
    rmSync(this.#root, { recursive: true });
    return {
      end,
      wrong: wrongIn(trace, end),
      account: accountOf(trace, job?.evidence ?? 'no end'),
    };
  }

  readonly #scene: Scene = (() => {
    const run = this;
    return {
      get printer() {
        return run.#printer;
      },
      get random() {
        return run.#bench.random;
      },
      killAgent: () => run.#killAgent(),
      endVisit: () => run.#lives.at(-1)?.endVisit(),
    };
  })();

  #live(dir: string): void {
    const { fault, variant, at } = this.#point;
    const life: AgentLife = new AgentLife({
      dir,
      driver: this.#bench.makeDriver(() => this.#open(life), variant, fault.isSilent ?? false),
      document: SLIP_DOCUMENT,
      order: this.#order,
      onTold: (told) => {
        if (told === 'waiting' || told === 'blocked') setTimeout(() => fault.hand?.(this.#scene, told), 0);
      },
      onStep: (step) => {
        if (step === at && this.#lives.length === 1) this.#killAgent();
      },
      onSettled: () => setTimeout(() => this.#ended.resolve(), 0),
    });
    this.#lives.push(life);
    this.#isDying = false;
    life.begin();
  }

  /** The dead open nothing. */
  async #open(life: AgentLife): Promise<Duplex> {
    if (this.#lives.at(-1) !== life || this.#isDying) throw new Error('no more');
    return this.#printer.cable.connect();
  }

  #killAgent(): void {
    const life = this.#lives.at(-1);
    if (life === undefined) return;
    this.#diedIn = life.job?.state ?? 'unknown';
    const dir = life.die(this.#root);
    this.#isDying = true;
    this.#printer.cable.drop();
    setTimeout(() => this.#live(dir), 0);
  }

  /** Whatever the printer still holds may come out first: all is well again, and nobody sends anything more. */
  async #trace(): Promise<SlipTrace> {
    const printer = this.#printer;
    const before = printer.rowsOnPaper.length;
    printer.fillPaper();
    printer.closeCover();
    printer.goOn();
    await printer.finish();
    await setImmediate();
    const rows = printer.rowsOnPaper;
    return {
      rows,
      reference: this.#bench.reference,
      wholes: printer.papers.filter((paper) => printer.isWhole(paper)).length,
      begun: printer.begun,
      lateRows: rows.length - before,
      isProven: printer.isProven,
      diedIn: this.#diedIn,
      fault: this.#point.fault,
    };
  }
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
  const ended = Promise.withResolvers<void>();
  const dir = mkdtempSync(join(root, 'run-'));
  const life = new AgentLife({
    dir,
    driver: realDriver(() => printer.cable.connect(), variant, false),
    document: SLIP_DOCUMENT,
    order: orderOf('slip', SLIP_DOCUMENT, 1),
    onTold: () => {},
    onStep: () => {},
    onSettled: () => ended.resolve(),
  });
  life.begin();
  await ended.promise;
  const state: JobState | undefined = life.job?.state;
  await life.close();
  rmSync(dir, { recursive: true });
  const [rows, ...more] = printer.papers;
  if (state !== 'done' || rows === undefined || more.length > 0)
    throw new Error(`an undisturbed slip ends ${state}, with ${printer.papers.length} papers`);
  return { passed: printer.cable.passed, rows };
}
