/**
 * A slip printer on a pty that speaks ESC/POS and keeps each slip it has cut as a picture and as rows.
 * By hand: `node test/sim/printers/slip-printer.ts --dir DIR --link PATH [--baud N] [--ms-per-line N] [--mouth]`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openPty, type Pty } from '../pty.ts';
import { nextPaperNumber, obey, tell } from './printer-program.ts';
import { SlipMechanism } from './slip/mechanism.ts';
import { Mouth } from './slip/mouth.ts';
import { type PaperRow, textOf } from './slip-printer-paper.ts';
import { pictureOf } from './slip-printer-picture.ts';
import type { Trouble } from './slip-printer-status.ts';

const BITS_PER_BYTE = 10;

export interface SlipPrinterState extends Trouble {
  readonly plugged: boolean;
  /** Left out by a printer without a mouth. */
  readonly paperWaiting?: boolean;
}

interface Options {
  readonly dir: string;
  readonly link?: string;
  /** How fast the line is; undefined is as fast as the pty. */
  readonly baud?: number;
  readonly msPerLine?: number;
}

export class SlipPrinter extends SlipMechanism {
  onState: (state: SlipPrinterState) => void = () => {};
  onPaper: (paper: { file: string; job: null }) => void = () => {};
  /** Every byte that came in, status requests included: a test's ear on the wire. */
  onBytes: (bytes: Buffer) => void = () => {};
  /** The slips that were cut off, as lines of text. */
  readonly papers: string[][] = [];
  readonly #options: Options;
  #cableLastsBytes = Number.POSITIVE_INFINITY;
  #pty: Pty | undefined;
  #wire = Promise.resolve();

  constructor(options: Options) {
    super((rows) => sleep(rows * (options.msPerLine ?? 1)));
    mkdirSync(options.dir, { recursive: true });
    this.#options = options;
  }

  /** Plugs the cable in; resolves with the path to open. */
  plug = async (): Promise<string> => {
    const { link } = this.#options;
    const pty = this.#pty ?? (await openPty(link === undefined ? {} : { link }));
    if (this.#pty === undefined) pty.onData((bytes) => this.#hear(bytes));
    this.#pty = pty;
    this.changed();
    return pty.path;
  };

  unplug = (): void => {
    this.#pty?.unplug();
    this.#pty = undefined;
    this.changed();
  };

  /** Switches it off for good: what it holds is not printed any more. */
  stop = (): void => {
    this.forgetBuffer();
    this.isMute = true;
    this.unplug();
  };

  /** The cable is torn when so many more bytes have come through. */
  unplugAfter(bytes: number): void {
    this.#cableLastsBytes = bytes;
  }

  get state(): SlipPrinterState {
    const state = { ...this.trouble, plugged: this.#pty !== undefined };
    return this.mouth ? { ...state, paperWaiting: this.mouth.isWaiting } : state;
  }

  protected override say(bytes: Buffer): void {
    this.#pty?.write(bytes);
  }

  protected override changed(): void {
    this.onState(this.state);
  }

  protected override cutOff(rows: PaperRow[]): void {
    const { dir } = this.#options;
    const number = nextPaperNumber(dir);
    const file = join(dir, `${number}.svg`);
    writeFileSync(join(dir, `${number}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    writeFileSync(file, pictureOf(rows));
    this.papers.push(rows.map(textOf));
    this.onPaper({ file, job: null });
  }

  #hear(sent: Buffer): void {
    const { baud } = this.#options;
    const bytes = sent.subarray(0, this.#cableLastsBytes);
    this.#cableLastsBytes -= bytes.length;
    this.onBytes(bytes);
    if (this.#cableLastsBytes <= 0) this.unplug();
    this.#wire = this.#wire.then(async () => {
      if (baud !== undefined) await sleep((bytes.length * BITS_PER_BYTE * 1000) / baud);
      this.receive(bytes);
    });
  }
}

/** What a hand can do, by name. */
function handsOn(printer: SlipPrinter): Record<string, () => unknown> {
  const { fillPaper, wearRoll, openCover, closeCover, jam, clearJam, breakCutter, mendCutter } = printer;
  const { hold, goOn, unplug, plug, powerBlink, takePaper } = printer;
  return {
    emptyPaper: () => printer.emptyPaper(),
    ...{ fillPaper, wearRoll, openCover, closeCover, jam, clearJam, breakCutter, mendCutter },
    ...{ hold, goOn, unplug, plug, powerBlink, takePaper },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      link: { type: 'string' },
      baud: { type: 'string', default: '115200' },
      'ms-per-line': { type: 'string', default: '20' },
      mouth: { type: 'boolean', default: false },
    },
  });
  const { dir, link } = values;
  if (dir === undefined || link === undefined)
    throw new Error('--dir DIR and --link PATH are needed: where slips are kept, what the product opens');
  const msPerLine = Number(values['ms-per-line']);
  const printer = new SlipPrinter({ dir, link, baud: Number(values.baud), msPerLine });
  if (values.mouth) printer.mouth = new Mouth();
  obey(handsOn(printer), async () => printer.stop());
  tell('ready', { path: await printer.plug() });
  tell('state', printer.state);
  printer.onState = (state) => tell('state', state);
  printer.onPaper = (paper) => tell('paper', paper);
}
