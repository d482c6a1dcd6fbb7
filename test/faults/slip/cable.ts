/** A serial cable in memory. It counts the bytes that pass, both ways together, and something happens after one of them. */
import { type Duplex, duplexPair } from 'node:stream';

export interface Strike {
  /** 1 is the first byte that passes. */
  readonly at: number;
  readonly act: () => void;
  /** That byte itself is lost. */
  readonly swallows: boolean;
}

/** The printer as the cable sees it. `M` is what it wants to know of a byte once the agent has it. */
export interface FarSide<M> {
  receive(bytes: Buffer): void;
  /** Undefined stands for a byte that the printer never said. */
  delivered(mark: M | undefined): void;
  /** What the agent gave away in one write, whether or not it arrives. */
  handedOver(bytes: Buffer): void;
}

export class StruckCable<M> {
  /** One letter for each byte so far: `>` to the printer, `<` to the agent. */
  passed = '';
  /** What an agent had written when it was killed still arrives. */
  outlivesAgents = false;
  #losesWrite = false;
  readonly #printer: FarSide<M>;
  readonly #strike: Strike;
  #near: Duplex | undefined;
  #far: Duplex | undefined;
  #isTorn = false;
  #marks: (M | undefined)[] = [];

  constructor(printer: FarSide<M>, strike: Strike) {
    this.#printer = printer;
    this.#strike = strike;
  }

  /** What the agent opens. */
  async connect(): Promise<Duplex> {
    if (this.#isTorn) throw new Error('no such port');
    this.drop();
    const [near, far] = duplexPair();
    const marks: (M | undefined)[] = [];
    this.#near = near;
    this.#far = far;
    this.#marks = marks;
    near.on('data', (bytes: Buffer) => {
      for (const _ of bytes) this.#printer.delivered(marks.shift());
    });
    far.on('data', (bytes: Buffer) => this.#carry(bytes, far));
    return near;
  }

  /** Towards the agent. */
  say(byte: number, mark: M): void {
    this.passed += '<';
    const isStruck = this.passed.length === this.#strike.at;
    if (!(isStruck && this.#strike.swallows)) this.interject(byte, mark);
    if (isStruck) this.#strike.act();
  }

  /** A byte that is not counted; without a mark, one that the printer never said. */
  interject(byte: number, mark?: M): void {
    if (this.#far === undefined) return;
    this.#marks.push(mark);
    this.#far.write(Buffer.of(byte));
  }

  /** What is on its way to the printer just now meets nobody. */
  loseWrite(): void {
    this.#losesWrite = true;
  }

  /** For good: there is nothing to open any more. */
  tear(isForGood: boolean): void {
    this.#isTorn = isForGood;
    this.drop();
  }

  /** The agent's end closes. */
  drop(): void {
    const near = this.#near;
    this.#near = undefined;
    this.#far = undefined;
    near?.destroy();
  }

  #carry(bytes: Buffer, far: Duplex): void {
    this.#printer.handedOver(bytes);
    this.#losesWrite = false;
    for (const byte of bytes) {
      if (this.#losesWrite || (this.#far !== far && !this.outlivesAgents)) return;
      this.passed += '>';
      const isStruck = this.passed.length === this.#strike.at;
      if (!(isStruck && this.#strike.swallows)) this.#printer.receive(Buffer.of(byte));
      if (isStruck) this.#strike.act();
    }
  }
}
