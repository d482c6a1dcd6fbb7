/**
 * A slip printer on a pty that speaks ESC/POS: answers status requests at any time, stands still without paper and goes
 * on by itself, and keeps each slip it has cut as a picture and as rows.
 * By hand: `node test/sim/printers/slip-printer.ts --dir DIR --link PATH [--baud N] [--ms-per-line N]`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openPty, type Pty } from '../pty.ts';
import { nextPaperNumber, obey, tell } from './printer-program.ts';
import { type Command, firstCommand } from './slip-printer-commands.ts';
import { type PaperRow, SlipPaper, textOf } from './slip-printer-paper.ts';
import { pictureOf } from './slip-printer-picture.ts';
import {
  automaticStatus,
  information,
  isStill,
  RealtimeFilter,
  realtimeStatus,
  sensor,
} from './slip-printer-status.ts';

const BITS_PER_BYTE = 10;

export interface SlipPrinterState {
  readonly paper: boolean;
  readonly coverOpen: boolean;
  readonly jam: boolean;
  readonly plugged: boolean;
}

interface Options {
  readonly dir: string;
  readonly link?: string;
  /** How fast the line is; undefined is as fast as the pty. */
  readonly baud?: number;
  readonly msPerLine?: number;
}

export class SlipPrinter {
  onState: (state: SlipPrinterState) => void = () => {};
  onPaper: (paper: { file: string; job: null }) => void = () => {};
  /** Every byte that came in, status requests included: a test's ear on the wire. */
  onBytes: (bytes: Buffer) => void = () => {};
  /** Set to swallow every answer: the printer's power is off, the cable is in. */
  isMute = false;
  /** Cheap models pass over GS ( H. */
  obeysProcessId = true;
  /** And over GS I. */
  obeysInformation = true;
  /** The slips that were cut off, as lines of text. */
  readonly papers: string[][] = [];
  readonly #options: Options;
  readonly #filter = new RealtimeFilter((command, n) => this.#obeyAtOnce(command, n));
  readonly #paper = new SlipPaper();
  #state: SlipPrinterState = { paper: true, coverOpen: false, jam: false, plugged: false };
  #rowsLeft = Number.POSITIVE_INFINITY;
  #cableLastsBytes = Number.POSITIVE_INFINITY;
  #pty: Pty | undefined;
  #buffer = Buffer.alloc(0);
  #isChinese = false;
  #tellsChanges = false;
  #isWorking = false;
  #wire = Promise.resolve();

  constructor(options: Options) {
    mkdirSync(options.dir, { recursive: true });
    this.#options = options;
  }

  /** Plugs the cable in; resolves with the path to open. */
  plug = async (): Promise<string> => {
    const { link } = this.#options;
    const pty = this.#pty ?? (await openPty(link === undefined ? {} : { link }));
    if (this.#pty === undefined) pty.onData((bytes) => this.#receive(bytes));
    this.#pty = pty;
    this.#change({ plugged: true });
    return pty.path;
  };

  unplug = (): void => {
    this.#pty?.unplug();
    this.#pty = undefined;
    this.#change({ plugged: false });
  };

  /** Switches it off for good: what it holds is not printed any more. */
  stop = (): void => {
    this.#buffer = Buffer.alloc(0);
    this.isMute = true;
    this.unplug();
  };

  /** Off and on again at once: what it held is lost, and so are its modes; the paper keeps what is on it. */
  powerBlink = (): void => {
    this.#buffer = Buffer.alloc(0);
    this.#paper.take({ kind: 'initialise' });
    this.#isChinese = false;
    this.#tellsChanges = false;
  };

  /** The cable is torn when so many more bytes have come through. */
  unplugAfter(bytes: number): void {
    this.#cableLastsBytes = bytes;
  }

  /** The roll ends after so many more rows. */
  emptyPaper = (afterRows = 0): void => {
    this.#rowsLeft = afterRows;
    if (afterRows === 0) this.#change({ paper: false });
  };
  fillPaper = (): void => {
    this.#rowsLeft = Number.POSITIVE_INFINITY;
    this.#change({ paper: true });
  };
  openCover = (): void => this.#change({ coverOpen: true });
  closeCover = (): void => this.#change({ coverOpen: false });
  jam = (): void => this.#change({ jam: true });
  clearJam = (): void => this.#change({ jam: false });

  get state(): SlipPrinterState {
    return this.#state;
  }

  #change(change: Partial<SlipPrinterState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#tellsChanges) this.#say(automaticStatus(this.#state));
    this.onState(this.#state);
    void this.#work();
  }

  #receive(sent: Buffer): void {
    const { baud } = this.#options;
    const bytes = sent.subarray(0, this.#cableLastsBytes);
    this.#cableLastsBytes -= bytes.length;
    this.onBytes(bytes);
    if (this.#cableLastsBytes <= 0) this.unplug();
    this.#wire = this.#wire.then(async () => {
      if (baud !== undefined) await sleep((bytes.length * BITS_PER_BYTE * 1000) / baud);
      if (this.isMute) return;
      const passed = this.#filter.pass(bytes); // first, for it may empty the buffer
      this.#buffer = Buffer.concat([this.#buffer, passed]);
      void this.#work();
    });
  }

  #obeyAtOnce(command: 'status' | 'recover', n: number): void {
    if (command === 'status') {
      this.#say(Buffer.of(realtimeStatus(n, this.#state)));
    } else if (n === 2 && isStill(this.#state)) {
      this.#buffer = Buffer.alloc(0);
      this.#paper.forgetLine();
    }
  }

  /** Goes through the buffer until it is empty or the paper stands still. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (!isStill(this.#state)) {
      const next = this.#buffer.length > 0 ? firstCommand(this.#buffer, this.#isChinese) : undefined;
      if (next === undefined) break;
      this.#buffer = this.#buffer.subarray(next.length);
      await this.#act(next.command);
    }
    this.#isWorking = false;
  }

  async #act(command: Command): Promise<void> {
    if (command.kind === 'chinese') this.#isChinese = command.on;
    else if (command.kind === 'process_id') this.#nameJob(command.id);
    else if (command.kind === 'sensor') this.#say(sensor(command.n, this.#state));
    else if (command.kind === 'information' && this.obeysInformation) this.#say(information(command.n));
    else if (command.kind === 'automatic_status') this.#tellChangesFromNow(command.n !== 0);
    else if (command.kind === 'cut') this.#keep(this.#paper.cut());
    else await this.#print(this.#paper.take(command));
  }

  async #print(rows: number): Promise<void> {
    if (rows === 0) return;
    await sleep(rows * (this.#options.msPerLine ?? 1));
    this.#rowsLeft -= rows;
    if (this.#rowsLeft <= 0) this.#change({ paper: false });
  }

  #nameJob(id: Buffer): void {
    if (this.obeysProcessId) this.#say(Buffer.from([0x37, 0x22, ...id, 0]));
  }

  #tellChangesFromNow(on: boolean): void {
    this.#tellsChanges = on;
    if (on) this.#say(automaticStatus(this.#state));
  }

  #say(bytes: Buffer): void {
    if (!this.isMute) this.#pty?.write(bytes);
  }

  #keep(rows: PaperRow[]): void {
    const { dir } = this.#options;
    const number = nextPaperNumber(dir);
    const file = join(dir, `${number}.svg`);
    writeFileSync(join(dir, `${number}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    writeFileSync(file, pictureOf(rows));
    this.papers.push(rows.map(textOf));
    this.onPaper({ file, job: null });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      link: { type: 'string' },
      baud: { type: 'string', default: '115200' },
      'ms-per-line': { type: 'string', default: '20' },
    },
  });
  const { dir, link } = values;
  if (dir === undefined || link === undefined)
    throw new Error('--dir DIR and --link PATH are needed: where slips are kept, what the product opens');
  const msPerLine = Number(values['ms-per-line']);
  const printer = new SlipPrinter({ dir, link, baud: Number(values.baud), msPerLine });
  const { emptyPaper, fillPaper, openCover, closeCover, jam, clearJam, unplug, plug, powerBlink } = printer;
  const commands = { fillPaper, openCover, closeCover, jam, clearJam, unplug, plug, powerBlink };
  obey({ ...commands, emptyPaper: () => emptyPaper() }, async () => printer.stop());
  tell('ready', { path: await plug() });
  tell('state', printer.state);
  printer.onState = (state) => tell('state', state);
  printer.onPaper = (paper) => tell('paper', paper);
}
