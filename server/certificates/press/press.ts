/** Draws certificates and the names on slips in a thread of its own, so that a paper being drawn holds up no other request. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DatedDocument, Rendered } from '#printers/page/document/render-document.ts';
import type { SignaturePlace } from '#printers/page/pdf/signature-place.ts';
import type { Slip } from '#printers/slip/slip.ts';
import type { PressAnswer, PressOrder, PressWish, PressWork, Undrawn } from './press-words.ts';

export type Pressed = ({ readonly kind: 'pressed' } & Rendered) | Undrawn;
export type Dressed = { readonly kind: 'dressed'; readonly slip: Slip } | Undrawn;

interface Waiting {
  readonly resolve: (done: Pressed | Dressed) => void;
  readonly reject: (fault: Error) => void;
}

export class Press {
  readonly #work: PressWork;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;

  private constructor(work: PressWork) {
    this.#work = work;
  }

  /** Answers when the fonts are read. Throws what the font loader throws. */
  static async open(work: PressWork): Promise<Press> {
    const press = new Press(work);
    await once(press.#startWorker(), 'message');
    return press;
  }

  /** The same document and place give the same bytes. Rejects when the page cannot be drawn for another reason than its texts. */
  async press(document: DatedDocument, signature: SignaturePlace): Promise<Pressed> {
    const done = await this.#order({ kind: 'page', document, signature });
    if (done.kind === 'dressed') throw new Error('the press took a page for a slip');
    return done;
  }

  /** The slip with the shapes of what few slip printers have. Rejects as `press` does. */
  async dress(slip: Slip): Promise<Dressed> {
    const done = await this.#order({ kind: 'slip', slip });
    if (done.kind === 'pressed') throw new Error('the press took a slip for a page');
    return done;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #order(wish: PressWish): Promise<Pressed | Dressed> {
    this.#lastId += 1;
    const order: PressOrder = { ...wish, id: this.#lastId };
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('the press is closed'));
      this.#waiting.set(order.id, { resolve, reject });
      (this.#worker ?? this.#startWorker()).postMessage(order);
    });
  }

  /** A thread that dies takes its pages with it; the next page starts another. */
  #startWorker(): Worker {
    const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { workerData: this.#work });
    worker.on('message', (answer: PressAnswer | string) => {
      if (typeof answer !== 'string') this.#take(answer);
    });
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error('the press broke down'));
      this.#waiting.clear();
    });
    this.#worker = worker;
    return worker;
  }

  #take(answer: PressAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'broken') waiting?.reject(new Error(`the paper cannot be drawn: ${answer.fault}`));
    else waiting?.resolve(answer);
  }
}
