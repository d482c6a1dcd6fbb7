/**
 * A slip printer at the other end of two streams in memory: it can be struck at any byte, and its time is the number of
 * times it was asked how it is. It reads ESC/POS with the simulated printer's parser.
 */
import { type Duplex, duplexPair } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { PrinterDriver } from '#printers/contract.ts';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver, type SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import { firstCommand } from '#sim/printers/slip-printer-commands.ts';
import { type PaperRow, SlipPaper } from '#sim/printers/slip-printer-paper.ts';
import { RealtimeFilter, realtimeStatus, sensor } from '#sim/printers/slip-printer-status.ts';

/** Three pieces; the style of the first row holds across both borders. */
export const SLIP = {
  lines: [
    ...Array.from({ length: 40 }, (_, at) => ({
      kind: 'text',
      text: `第 ${at + 1} 行 居住证明`,
      size: 'double',
      bold: true,
      align: 'centre',
    })),
    { kind: 'qr', text: 'https://linli.example/C#17' },
    ...Array.from({ length: 20 }, (_, at) => ({ kind: 'pair', name: '编号', value: `第 ${at} 份` })),
  ],
};

export function driverOf(
  far: Pick<SlipFarEnd, 'connect'>,
  options: Partial<SlipDriverOptions> = {},
): PrinterDriver {
  const limits = { answerWithinMs: 1000, pollMs: 1, lostAfterMs: 2000, completeWithinMs: 5000 };
  const driver = escposSlipDriver({ open: far.connect, profile, ...limits, ...options });
  onTestFinished(() => driver.close());
  return driver;
}

/** The last of the four questions that a driver asks one after the other. */
export const ROUND = 4;
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
  /** DLE EOT n has come, and was answered unless it is mute. */
  onAsked: (n: number) => void = () => {};
  /** Set to swallow every answer. */
  isMute = false;
  /** Questions it knows beside those of every printer, in hex, and what it says to them. */
  readonly knows = new Map<string, () => Buffer>();
  #isHeld = false;
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
    if (!this.isMute) this.#port?.write(bytes);
  }

  /** XOFF: it goes through no more of what it has. */
  hold = (): void => {
    this.#isHeld = true;
    this.say(Buffer.of(0x13));
  };

  /** XON. */
  goOn = (): void => {
    this.#isHeld = false;
    this.say(Buffer.of(0x11));
    this.#work();
  };

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
    for (const [question, answer] of this.knows)
      if (bytes.toString('hex').includes(question)) this.say(answer());
    this.#work();
  }

  #obeyAtOnce(command: 'status' | 'recover', n: number): void {
    if (command !== 'status') return;
    const answer = realtimeStatus(n, this.trouble);
    if (answer === undefined || n > ROUND) return;
    this.say(Buffer.of(answer));
    if (n === ROUND) this.#rounds += 1;
    this.#answer();
    this.onAsked(n);
  }

  #work(): void {
    while (!this.#isHeld) {
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
