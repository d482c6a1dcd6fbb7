/** The lives of one agent, one after the other, until its job has an end. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterDriver } from '#printers/contract.ts';
import type { OrderClaims } from '#server/contract/envelopes.ts';
import type { SpooledJob } from '../../device-agent/printing/spool.ts';
import { AgentLife, type LastState, type SpoolStep } from './agent-life.ts';

/** A job without an end by then has none. */
const ENDLESS_MS = 30_000;

interface LivesOptions {
  /** Where the spools lie. */
  readonly root: string;
  readonly order: OrderClaims;
  readonly document: Uint8Array;
  /** One for each life. The dead must reach no printer any more: `isAlive` says whether it is still this life's turn. */
  readonly makeDriver: (isAlive: () => boolean) => PrinterDriver | Promise<PrinterDriver>;
  /** The screen says that the job waits or is blocked. */
  readonly onTrouble: (told: 'waiting' | 'blocked') => void;
  /** The step at which the first life ends. */
  readonly lastStep: SpoolStep | undefined;
  /** What the death of the process does to its lines. */
  readonly onDeath: () => void;
}

export class Lives {
  /** What the spool said of the job when the agent was killed; undefined: it never was. */
  diedIn: LastState | undefined;
  readonly #options: LivesOptions;
  readonly #lives: AgentLife[] = [];
  readonly #ended = Promise.withResolvers<void>();
  #turn = 0;

  constructor(options: LivesOptions) {
    this.#options = options;
  }

  /** Resolves with the row of the job when it has its end, or when it is clear that it gets none. */
  async job(): Promise<SpooledJob | undefined> {
    await this.#live(mkdtempSync(join(this.#options.root, 'life-')));
    const timer = setTimeout(() => this.#ended.resolve(), ENDLESS_MS);
    await this.#ended.promise;
    clearTimeout(timer);
    return this.#lives.at(-1)?.job;
  }

  endVisit(): void {
    this.#lives.at(-1)?.endVisit();
  }

  /** SIGKILL; the next life begins on the files of this moment. */
  kill(): void {
    const life = this.#lives.at(-1);
    if (life === undefined || this.#turn > 0) return;
    this.diedIn = life.job?.state ?? 'unknown';
    const dir = life.die(this.#options.root);
    this.#turn += 1;
    this.#options.onDeath();
    setTimeout(() => void this.#live(dir), 0);
  }

  async close(): Promise<void> {
    for (const life of this.#lives) await life.close();
  }

  async #live(dir: string): Promise<void> {
    const { order, document, makeDriver, onTrouble, lastStep } = this.#options;
    const turn = this.#turn;
    const driver = await makeDriver(() => this.#turn === turn);
    const life = new AgentLife({
      dir,
      driver,
      document,
      order,
      onTold: (told) => {
        if (told === 'waiting' || told === 'blocked') setTimeout(() => onTrouble(told), 0);
      },
      onStep: (step) => {
        if (step === lastStep) this.kill();
      },
      onSettled: () => setTimeout(() => this.#ended.resolve(), 0),
    });
    this.#lives.push(life);
    life.begin();
    if (life.job?.settledAt != null) this.#ended.resolve(); // by the life before, which told nobody any more
  }
}
