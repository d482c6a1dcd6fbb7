/** Papers that came out and that nobody took: noticed, told to staff, drawn back where the machine can. */
import type { Condition, PrinterDriver } from '#printers/contract.ts';
import type { Log } from '../log.ts';

/** So long may a paper lie in the mouth before staff are told. */
const UNTAKEN_MS = 60_000;

export interface TakingOptions {
  readonly driver: Pick<PrinterDriver, 'kind' | 'capabilities' | 'retract'>;
  /** A job is inside the device: what shows in its mouth is still coming out. */
  readonly isPrinting: () => boolean;
  readonly log: Log;
  /** Ms of a clock that never jumps. */
  readonly now?: () => number;
  readonly untakenMs?: number;
}

/**
 * A device with a sensor begins and ends the alarm itself. Any other can only be guessed at: the guess stands until
 * somebody was at the machine again, a later resident at the same mouth or staff at its cover.
 * Nothing here says that a paper was taken.
 */
export class Taking {
  readonly #options: TakingOptions;
  /** When the sensor first saw the paper that lies there. */
  #seenAt: number | undefined;
  #isUntaken = false;
  /** `fresh`: of the visit that goes on. */
  #guess: 'none' | 'fresh' | 'standing' = 'none';

  constructor(options: TakingOptions) {
    this.#options = options;
  }

  /** Staff should look. */
  get isPaperLeft(): boolean {
    return this.#isUntaken || this.#guess !== 'none';
  }

  /** What the device says now. One that says nothing changes nothing. */
  look(conditions: readonly Condition[]): void {
    const { isPrinting, now = () => performance.now(), untakenMs = UNTAKEN_MS } = this.#options;
    if (conditions.includes('offline')) return;
    if (conditions.includes('cover_open')) this.#guess = 'none';
    if (!conditions.includes('paper_waiting') || isPrinting()) {
      this.#seenAt = undefined;
      this.#isUntaken = false;
      return;
    }
    this.#seenAt ??= now();
    if (this.#isUntaken || now() - this.#seenAt < untakenMs) return;
    this.#isUntaken = true;
    this.#tell('seen');
    void this.#drawBack();
  }

  /** The screen asked to take the paper and nobody moved. Where there is a sensor, the sensor knows better. */
  async guessedInVisit(): Promise<void> {
    await this.#suspect('fresh');
  }

  /** A paper came, or may have come, when its visit was over. */
  async guessedAfterVisit(): Promise<void> {
    await this.#suspect('standing');
  }

  /** `hadPaper`: one came out of this device in this visit, and its resident stood there. */
  visitEnded(hadPaper: boolean): void {
    if (this.#guess === 'fresh') this.#guess = 'standing';
    else if (hadPaper) this.#guess = 'none';
  }

  async #suspect(guess: 'fresh' | 'standing'): Promise<void> {
    const { seesTaking } = await this.#options.driver.capabilities();
    if (seesTaking) return;
    this.#guess = guess;
    this.#tell('guessed');
  }

  async #drawBack(): Promise<void> {
    const { driver, log } = this.#options;
    const { canRetract } = await driver.capabilities();
    if (!canRetract) return;
    log((await driver.retract()) ? 'paper_drawn_back' : 'paper_not_drawn_back', { device: driver.kind });
  }

  #tell(state: 'seen' | 'guessed'): void {
    this.#options.log('paper_left', { device: this.#options.driver.kind, state });
  }
}
