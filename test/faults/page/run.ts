/** One document, one fault: two lives of an agent at most, and the truth about how it ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import type { PrinterDriver } from '#printers/contract.ts';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import type { PageDialect } from '#sim/printers/page-printer-dialect.ts';
import type { SpooledJob } from '../../../device-agent/printing/spool.ts';
import { type LastState, orderOf, type SpoolStep } from '../agent-life.ts';
import type { Result } from '../judgement.ts';
import { Lives } from '../lives.ts';
import type { Bench } from '../point.ts';
import { PageFarEnd } from './far-end.ts';
import type { PageFault, Scene } from './faults.ts';
import { type PageTrace, wrongIn } from './truth.ts';

const PATIENT = { answerWithinMs: 3000, pollMs: 2, lostAfterMs: 3000, cancelWithinMs: 3000 };
/** Where nothing will come, waiting long proves nothing. */
const HURRIED = { answerWithinMs: 150, pollMs: 2, lostAfterMs: 60, cancelWithinMs: 200 };
export const PAGES = 2;
const TURNS_FOR_THE_LAST_SHEETS = 6;

export interface PagePoint {
  readonly fault: PageFault;
  readonly dialect: Partial<PageDialect>;
  /** A byte on the wire, or a step of the agent's first life. */
  readonly at: number | SpoolStep;
}

export interface PageBench extends Bench {
  readonly document: Uint8Array;
}

export async function twoPages(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < PAGES; page += 1) document.addPage([595, 842]);
  return document.save();
}

export class PageRun {
  readonly #point: PagePoint;
  readonly #root: string;
  readonly #printer: PageFarEnd;
  readonly #lives: Lives;
  #isStruck = false;

  constructor(point: PagePoint, bench: PageBench) {
    this.#point = point;
    this.#root = mkdtempSync(join(bench.root, 'run-'));
    const at = typeof point.at === 'number' ? point.at : 0;
    this.#printer = new PageFarEnd(point.dialect, { at, act: () => this.#strike() });
    this.#printer.wire.outlivesAgents = bench.random(2) === 0;
    this.#lives = this.#makeLives(bench.document);
  }

  /** The bytes that passed until now. */
  get passed(): number {
    return this.#printer.wire.passed;
  }

  async result(): Promise<Result> {
    const job = await this.#lives.job();
    const { diedIn } = this.#lives;
    const { fault } = this.#point;
    const result = await resultOf(this.#printer, { job, diedIn, fault });
    this.#printer.wire.close();
    await this.#lives.close();
    rmSync(this.#root, { recursive: true });
    return { ...result, isStruck: this.#isStruck || diedIn !== undefined };
  }

  #strike(): void {
    this.#isStruck = true;
    this.#point.fault.strike(this.#scene);
  }

  #makeLives(document: Uint8Array): Lives {
    const { fault, at } = this.#point;
    const { wire } = this.#printer;
    const limits = fault.isHopeless ? HURRIED : PATIENT;
    return new Lives({
      root: this.#root,
      order: orderOf('page', document, PAGES),
      document,
      makeDriver: async (): Promise<PrinterDriver> => ippPageDriver({ url: await wire.open(), ...limits }),
      onTrouble: (told) => fault.hand?.(this.#scene, told),
      lastStep: typeof at === 'number' ? undefined : at,
      onDeath: () => wire.shut(),
    });
  }

  get #scene(): Scene {
    return {
      printer: this.#printer,
      killAgent: () => this.#lives.kill(),
      endVisit: () => this.#lives.endVisit(),
    };
  }
}

interface Ended {
  /** The row of the job, as the last life left it. */
  readonly job: SpooledJob | undefined;
  readonly diedIn: LastState | undefined;
  readonly fault: PageFault;
}

/** Whatever the printer still holds may come out first: all is well again, and nobody sends anything more. */
export async function resultOf(
  printer: PageFarEnd,
  { job, ...more }: Ended,
): Promise<Omit<Result, 'isStruck'>> {
  const before = printer.papers.length;
  printer.finish();
  printer.fillTray();
  printer.closeCover();
  printer.clearJam();
  for (let turn = 0; turn < TURNS_FOR_THE_LAST_SHEETS; turn += 1) await setImmediate();
  const trace: PageTrace = {
    sheets: printer.papers,
    pages: PAGES,
    jobs: printer.jobs,
    lateSheets: printer.papers.length - before,
    wasIntended: job?.intentAt != null,
    ...more,
  };
  const end = job?.settledAt == null ? undefined : job.state;
  return { end, wrong: wrongIn(trace, end), account: accountOf(trace, job?.evidence ?? 'no end') };
}

function accountOf({ sheets, lateSheets, jobs, diedIn }: PageTrace, evidence: string): string {
  const known = jobs.map(({ id, state, impressions }) => `${id} ${state} ${impressions}`).join(', ');
  const death = diedIn === undefined ? '' : `, died in ${diedIn}`;
  return `${evidence}; far end: sheets ${sheets.map(({ page }) => page).join(' ')}, ${lateSheets} late, jobs: ${known}${death}`;
}
