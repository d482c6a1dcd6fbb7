/**
 * A slip printer at the other end of two streams in memory: it can be struck at any byte, and its time is the number of
 * times it was asked how it is. It reads ESC/POS with the simulated printer's parser.
 */
import { type Duplex, duplexPair } from 'node:stream';
import { firstCommand } from '#sim/printers/slip-printer-commands.ts';
import { type PaperRow, SlipPaper } from '#sim/printers/slip-printer-paper.ts';
import { RealtimeFilter, realtimeStatus, sensor } from '#sim/printers/slip-printer-status.ts';

const WELL = { paper: true, coverOpen: false, jam: false };

export class SlipFarEnd {
  /** The slips that were cut off. */
  readonly papers: PaperRow[][] = [];
  /** Every byte that came in. */
  heard = Buffer.alloc(0);
  /** The answer to GS r n. */
  sensor = (n: number): Buffer => sensor(n, WELL);
  /** How many rounds of status questions the work between two GS r takes. */
  workRounds = 0;
  trouble = WELL;
  onQuestion: () => void = () => {};
  #port: Duplex | undefined;
  #filter = new RealtimeFilter((command, n) => this.#obeyAtOnce(command, n));
  #paper = new SlipPaper();
  #buffer = Buffer.alloc(0);
  #isChinese = false;
  #hasWorked = false;
  #rounds = 0;
  #due: { bytes: Buffer; at: number }[] = [];
  #strikes: { at: number; strike: () => void }[] = [];

  connect = async (): Promise<Duplex> => {
    const [near, far] = duplexPair();
    far.on('data', (bytes: Buffer) => this.#receive(bytes));
    this.#port = far;
    return near;
  };

  /** When the nth byte has come in; what came with it in one piece is still to be read. */
  after(bytes: number, strike: () => void): void {
    this.#strikes.push({ at: bytes, strike });
  }

  say(bytes: Buffer): void {
    this.#port?.write(bytes);
  }

  /** The power is gone and back: the paper keeps what is on it, all else is as after switching on. */
  powerBlink = (): void => {
    this.#buffer = Buffer.alloc(0);
    this.#due = [];
    this.#isChinese = false;
    this.#paper.take({ kind: 'initialise' });
  };

  #receive(bytes: Buffer): void {
    const before = this.heard.length;
    this.heard = Buffer.concat([this.heard, bytes]);
    this.#buffer = Buffer.concat([this.#buffer, this.#filter.pass(bytes)]);
    for (const { at, strike } of this.#strikes) if (before < at && at <= this.heard.length) strike();
    this.#work();
  }

  #obeyAtOnce(command: 'status' | 'recover', n: number): void {
    if (command !== 'status') return;
    this.say(Buffer.of(realtimeStatus(n, this.trouble)));
    if (n === 4) this.#rounds += 1;
    this.#answer();
  }

  #work(): void {
    for (;;) {
      const next = this.#buffer.length > 0 ? firstCommand(this.#buffer, this.#isChinese) : undefined;
      if (next === undefined) return;
      this.#buffer = this.#buffer.subarray(next.length);
      const { command } = next;
      if (command.kind === 'sensor') {
        this.#ask(command.n);
        continue;
      }
      this.#hasWorked = true;
      if (command.kind === 'chinese') this.#isChinese = command.on;
      else if (command.kind === 'cut') this.papers.push(this.#paper.cut());
      else this.#paper.take(command);
    }
  }

  /** In the order of the questions. */
  #ask(n: number): void {
    const from = Math.max(this.#rounds, this.#due.at(-1)?.at ?? 0);
    this.#due.push({ bytes: this.sensor(n), at: from + (this.#hasWorked ? this.workRounds : 0) });
    this.#hasWorked = false;
    this.#answer();
    this.onQuestion();
  }

  #answer(): void {
    while ((this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= this.#rounds)
      this.say(this.#due.shift()?.bytes ?? Buffer.alloc(0));
  }
}
