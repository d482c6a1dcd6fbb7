/**
 * The network between an agent and a page printer. It counts the bytes that pass, both ways together, over all
 * connections, and something happens after one of them.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

export interface Strike {
  /** 1 is the first byte that passes. */
  readonly at: number;
  readonly act: () => void;
}

export class StruckWire {
  /** Bytes so far. */
  passed = 0;
  /** What an agent had written when it was killed still arrives. */
  outlivesAgents = false;
  readonly #accept: (line: Duplex) => void;
  readonly #strike: Strike;
  readonly #lines = new Set<Line>();
  readonly #sockets = new Set<Socket>();
  #door: Server | undefined;
  /** `held`: nothing passes until it flows again; `dead`: nothing passes any more. */
  #state: 'flows' | 'held' | 'dead' = 'flows';
  #held: (() => void)[] = [];

  constructor(accept: (line: Duplex) => void, strike: Strike) {
    this.#accept = accept;
    this.#strike = strike;
  }

  /** A new address for a new life of an agent. */
  async open(): Promise<string> {
    const door = createServer((socket) => this.#take(socket));
    this.#door = door;
    door.listen(0, '127.0.0.1');
    await once(door, 'listening');
    return `ipp://127.0.0.1:${(door.address() as AddressInfo).port}/ipp/print`;
  }

  /** The agent behind the address is no more. */
  shut(): void {
    this.#door?.close();
    for (const line of this.#lines) line.lose(this.outlivesAgents);
  }

  /** Every connection ends; new ones may come. */
  breakLines(): void {
    for (const line of this.#lines) line.lose(false);
  }

  hold(): void {
    this.#state = 'held';
  }

  flow(): void {
    this.#state = 'flows';
    const held = this.#held;
    this.#held = [];
    for (const go of held) go();
  }

  die(): void {
    this.#state = 'dead';
  }

  close(): void {
    this.#state = 'dead';
    this.#door?.close();
    for (const line of this.#lines) line.destroy();
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(socket: Socket): void {
    const line = new Line(socket, {
      carry: (bytes, pass) => this.#pass(bytes, pass),
      whenItFlows: (act) => this.#whenItFlows(act),
    });
    this.#lines.add(line);
    this.#sockets.add(socket);
    line.once('close', () => this.#lines.delete(line));
    socket.once('close', () => this.#sockets.delete(socket));
    this.#accept(line);
  }

  #whenItFlows(act: () => void): void {
    if (this.#state === 'flows') act();
    else if (this.#state === 'held') this.#held.push(() => this.#whenItFlows(act));
  }

  #pass(bytes: Buffer, pass: (bytes: Buffer) => void): void {
    if (this.#state !== 'flows') {
      this.#whenItFlows(() => this.#pass(bytes, pass));
      return;
    }
    const cut = this.#strike.at - this.passed;
    if (cut <= 0 || cut > bytes.length) {
      this.passed += bytes.length;
      pass(bytes);
      return;
    }
    this.passed += cut;
    pass(bytes.subarray(0, cut));
    this.#strike.act();
    if (cut < bytes.length) this.#pass(bytes.subarray(cut), pass);
  }
}

interface Passage {
  carry(bytes: Buffer, pass: (bytes: Buffer) => void): void;
  whenItFlows(act: () => void): void;
}

/** One connection as the printer has it. */
class Line extends Duplex {
  readonly #socket: Socket;
  readonly #passage: Passage;
  /** What comes from the agent, and what goes to it, is lost. */
  #isDeafTo = { agent: false, printer: false };

  constructor(socket: Socket, passage: Passage) {
    super();
    this.#socket = socket;
    this.#passage = passage;
    socket.on('data', (bytes: Buffer) =>
      passage.carry(bytes, (part) => this.#isDeafTo.agent || this.push(part)),
    );
    socket.on('end', () => this.push(null));
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.destroy());
  }

  /** The connection ends; `arrives`: what is on its way to the printer still arrives. */
  lose(arrives: boolean): void {
    this.#isDeafTo = { agent: !arrives, printer: true };
    this.#socket.end();
    if (!arrives) this.destroy();
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    if (!this.#isDeafTo.printer)
      this.#passage.carry(bytes, (part) => this.#isDeafTo.printer || this.#socket.write(part));
    done();
  }

  override _final(done: () => void): void {
    this.#passage.whenItFlows(() => this.#socket.end());
    done();
  }

  override _destroy(cause: Error | null, done: (cause: Error | null) => void): void {
    this.#passage.whenItFlows(() => this.#socket.destroySoon());
    done(cause);
  }
}
