/** A card reader at the far end of the adapter's wire: the SAM module of test/sim on a socket that qemu opens. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { SimCard } from '../sim/reader/card-file.ts';
import { seeded, sendPaced } from '../sim/reader/card-line.ts';
import { SamModule, stepOf } from '../sim/reader/sam-module.ts';
import { type Asked, QuestionParser } from '../sim/reader/sam-wire.ts';

const BAUD = 115_200;

export class WiredReader {
  readonly #sam = new SamModule();
  readonly #server: Server;
  readonly #random = seeded(1);
  #questions = new QuestionParser();
  #wire: Socket | undefined;
  #answering: Promise<void> = Promise.resolve();
  #inRead: (() => Promise<void>) | undefined;

  private constructor(path: string) {
    this.#server = createServer((wire) => this.#attach(wire)).listen(path);
  }

  static async at(path: string): Promise<WiredReader> {
    const reader = new WiredReader(path);
    await once(reader.#server, 'listening');
    return reader;
  }

  set card(card: SimCard | null) {
    this.#sam.card = card;
  }

  /** Power comes with the plug: nothing is left of a half question, and the card is new to the module. */
  restart(): void {
    this.#questions = new QuestionParser();
    this.#sam.restart();
  }

  /** The next card is answered for in half, then this happens; resolves after that. */
  breakNextRead(happens: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#inRead = () => happens().then(resolve, reject);
    });
  }

  close(): void {
    this.#wire?.destroy();
    this.#server.close();
  }

  #attach(wire: Socket): void {
    this.#wire = wire.on('error', () => {});
    wire.on('data', (bytes) => {
      for (const asked of this.#questions.take(bytes))
        this.#answering = this.#answering.then(() => this.#answer(asked, wire));
    });
  }

  async #answer(asked: Asked, wire: Socket): Promise<void> {
    const frame = this.#sam.answer(asked);
    const breaks = stepOf(asked) === 'read' ? this.#inRead : undefined;
    if (breaks) this.#inRead = undefined;
    const bytes = breaks ? frame.subarray(0, frame.length / 2) : frame;
    await sendPaced(bytes, { baud: BAUD, random: this.#random, write: (piece) => void wire.write(piece) });
    await breaks?.();
  }
}
