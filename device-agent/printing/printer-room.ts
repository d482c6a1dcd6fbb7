/** The printers of one kiosk: how each is, and whether somebody's paper was left in it. */
import type { PrinterDriver } from '#printers/contract.ts';
import type { Job, Snapshot } from '../contract/messages.ts';
import type { Log } from '../log.ts';
import type { PrintQueue } from './print-queue.ts';
import { PrinterWatch } from './printer-watch.ts';
import { Taking } from './taking.ts';

export interface PrinterRoomOptions {
  readonly drivers: { readonly page?: PrinterDriver; readonly slip?: PrinterDriver };
  readonly queue: Pick<PrintQueue, 'view' | 'isPrinting' | 'isInside'>;
  /** A resident is at the machine. */
  readonly isVisitOpen: () => boolean;
  readonly onChange: () => void;
  readonly log: Log;
}

interface Post {
  readonly watch: PrinterWatch;
  readonly taking: Taking;
}

export class PrinterRoom {
  readonly #options: PrinterRoomOptions;
  readonly #posts = new Map<Job['printer'], Post>();

  constructor(options: PrinterRoomOptions) {
    this.#options = options;
    for (const driver of Object.values(options.drivers)) this.#posts.set(driver.kind, this.#post(driver));
  }

  /** A printer that was left out of kiosk.yaml is null. */
  get view(): Snapshot['printers'] {
    const viewOf = (kind: Job['printer']) => this.#posts.get(kind)?.watch.view ?? null;
    return { page: viewOf('page'), slip: viewOf('slip') };
  }

  /** Begins to look, or looks now. */
  wake(): void {
    for (const { watch } of this.#posts.values()) watch.wake();
  }

  stop(): void {
    for (const { watch } of this.#posts.values()) watch.stop();
  }

  /** The screen asked to take what this visit has printed, and nobody moved. */
  async leftInVisit(): Promise<void> {
    for (const kind of this.#printedInVisit()) await this.#posts.get(kind)?.taking.guessedInVisit();
    this.wake();
  }

  /** A paper came out of this printer when its visit was over. */
  async leftAfterVisit(kind: Job['printer']): Promise<void> {
    await this.#posts.get(kind)?.taking.guessedAfterVisit();
    this.wake();
  }

  /** Said before the queue forgets what this visit has printed. */
  visitEnded(): void {
    const printed = this.#printedInVisit();
    for (const [kind, { taking }] of this.#posts) taking.visitEnded(printed.has(kind));
    this.wake();
  }

  #printedInVisit(): Set<Job['printer']> {
    const done = this.#options.queue.view.filter(({ state }) => state === 'done');
    return new Set(done.map(({ printer }) => printer));
  }

  #post(driver: PrinterDriver): Post {
    const { queue, isVisitOpen, onChange, log } = this.#options;
    const taking = new Taking({ driver, isPrinting: () => queue.isInside(driver.kind), log });
    const isInUse = () => isVisitOpen() || queue.isPrinting;
    return { taking, watch: new PrinterWatch({ driver, taking, isInUse, onChange }) };
  }
}
