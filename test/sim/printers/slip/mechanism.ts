/**
 * A slip printer without its cable: bytes in, ink and answers out. It answers status requests at any time, stands still
 * while anything is wrong and goes on by itself.
 */
import { type Command, firstCommand } from '../slip-printer-commands.ts';
import { type PaperRow, SlipPaper } from '../slip-printer-paper.ts';
import {
  automaticStatus,
  information,
  isStill,
  RealtimeFilter,
  realtimeStatus,
  sensor,
  type Trouble,
} from '../slip-printer-status.ts';
import { FULL_STATUS, type Mouth } from './mouth.ts';

/** How long so many rows take; undefined is no time at all. */
export type Pace = (rows: number) => Promise<void> | undefined;

const WELL: Trouble = { paper: true, coverOpen: false, jam: false };
const STATUS_QUESTIONS = 4;
const XON = 0x11;
const XOFF = 0x13;

export class SlipMechanism {
  /** Set to swallow every answer: the printer's power is off, the cable is in. */
  isMute = false;
  /** Cheap models pass over GS ( H. */
  obeysProcessId = true;
  /** And over GS I. */
  obeysInformation = true;
  /** Kiosk printers hold a slip in their mouth; others let it hang at the cutter. */
  mouth: Mouth | undefined;
  pace: Pace;
  readonly #filter = new RealtimeFilter((command, n) => this.#obeyAtOnce(command, n));
  readonly #paper = new SlipPaper();
  #trouble = WELL;
  #rowsLeft = Number.POSITIVE_INFINITY;
  #buffer = Buffer.alloc(0);
  #isChinese = false;
  #tellsChanges = false;
  #isWorking = false;
  #isHeld = false;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  /** Where its answers go. */
  protected say(_bytes: Buffer): void {}
  protected changed(): void {}
  /** DLE ENQ 2: whoever sent it has given its slip up. */
  protected toldToForget(): void {}
  /** DLE EOT n has come and is about to be answered. */
  protected asked(_n: number): void {}
  protected cutOff(_rows: PaperRow[]): void {}

  get trouble(): Trouble {
    return this.#trouble;
  }

  /** What has been printed since the last cut. */
  get hanging(): readonly PaperRow[] {
    return this.#paper.rows;
  }

  /** Off and on again at once: what it held is lost, and so are its modes; the paper keeps what is on it. */
  powerBlink = (): void => {
    this.#buffer = Buffer.alloc(0);
    this.#filter.forget();
    this.#paper.take({ kind: 'initialise' });
    this.#isChinese = false;
    this.#tellsChanges = false;
    this.#isHeld = false;
  };

  /** The roll ends after so many more rows. */
  emptyPaper = (afterRows = 0): void => {
    this.#rowsLeft = afterRows;
    if (afterRows === 0) this.#change({ paper: false });
  };
  fillPaper = (): void => {
    this.#rowsLeft = Number.POSITIVE_INFINITY;
    this.#change({ paper: true, nearEnd: false });
  };
  openCover = (): void => this.#change({ coverOpen: true });
  closeCover = (): void => this.#change({ coverOpen: false });
  wearRoll = (): void => this.#change({ nearEnd: true });
  breakCutter = (): void => this.#change({ cutterFails: true });
  mendCutter = (): void => this.#change({ cutterFails: false });
  /** The resident takes the slip. */
  takePaper = (): void => {
    if (this.mouth) this.mouth.isWaiting = false;
    this.changed();
  };
  jam = (): void => this.#change({ jam: true });
  clearJam = (): void => this.#change({ jam: false });

  /** XOFF: no more bytes, please; it prints nothing until `goOn`. */
  hold = (): void => {
    this.#isHeld = true;
    this.#tell(Buffer.of(XOFF));
  };
  goOn = (): void => {
    this.#isHeld = false;
    this.#tell(Buffer.of(XON));
    this.#work();
  };

  receive(bytes: Buffer): void {
    if (this.isMute) return;
    for (const byte of bytes) {
      const passed = this.#filter.pass(Buffer.of(byte)); // first, for it may empty the buffer
      this.#buffer = Buffer.concat([this.#buffer, passed]);
    }
    this.#work();
  }

  protected forgetBuffer(): void {
    this.#buffer = Buffer.alloc(0);
  }

  #change(change: Partial<Trouble>): void {
    this.#trouble = { ...this.#trouble, ...change };
    if (this.#tellsChanges) this.#tell(automaticStatus(this.#trouble));
    this.changed();
    this.#work();
  }

  #obeyAtOnce(command: 'status' | 'recover', n: number): void {
    if (command === 'status') {
      this.#answer(n);
    } else if (n === 2) {
      this.toldToForget();
      if (isStill(this.#trouble) || this.#isHeld) this.#forget();
    }
  }

  #forget(): void {
    this.#buffer = Buffer.alloc(0);
    this.#paper.forgetLine();
  }

  #answer(n: number): void {
    if (n === FULL_STATUS && this.mouth) this.#tell(this.mouth.fullStatus(this.#trouble));
    if (n < 1 || n > STATUS_QUESTIONS) return;
    this.asked(n);
    this.#tell(Buffer.of(realtimeStatus(n, this.#trouble)));
  }

  /** Goes through the buffer until it is empty or the paper stands still. */
  #work(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (!isStill(this.#trouble) && !this.#isHeld && this.#buffer.length > 0) {
      const next = firstCommand(this.#buffer, this.#isChinese);
      if (next === undefined) break;
      this.#buffer = this.#buffer.subarray(next.length);
      const time = this.#act(next.command);
      if (time === undefined) continue;
      void time.then(() => {
        this.#isWorking = false;
        this.#work();
      });
      return;
    }
    this.#isWorking = false;
  }

  #act(command: Command): Promise<void> | undefined {
    if (command.kind === 'chinese') this.#isChinese = command.on;
    else if (command.kind === 'process_id') this.#nameJob(command.id);
    else if (command.kind === 'sensor') this.#tell(sensor(command.n, this.#trouble));
    else if (command.kind === 'information' && this.obeysInformation) this.#tell(information(command.n));
    else if (command.kind === 'automatic_status') this.#tellChangesFromNow(command.n !== 0);
    else if (command.kind === 'mouth') this.#obeyMouth(command.n);
    else if (command.kind === 'cut') this.#cut();
    else return this.#print(this.#paper.take(command));
    return undefined;
  }

  #cut(): void {
    const rows = this.#paper.cut();
    if (this.mouth && rows.length > 0) this.mouth.isWaiting = true;
    this.cutOff(rows);
    if (this.mouth) this.changed();
  }

  #obeyMouth(n: number): void {
    this.mouth?.obey(n);
    this.changed();
  }

  #print(rows: number): Promise<void> | undefined {
    if (rows === 0) return undefined;
    const time = this.pace(rows);
    if (time === undefined) this.#useUp(rows);
    return time?.then(() => this.#useUp(rows));
  }

  #useUp(rows: number): void {
    this.#rowsLeft -= rows;
    if (this.#rowsLeft <= 0) this.#change({ paper: false });
  }

  #nameJob(id: Buffer): void {
    if (this.obeysProcessId) this.#tell(Buffer.from([0x37, 0x22, ...id, 0]));
  }

  #tellChangesFromNow(on: boolean): void {
    this.#tellsChanges = on;
    if (on) this.#tell(automaticStatus(this.#trouble));
  }

  #tell(bytes: Buffer): void {
    if (!this.isMute) this.say(bytes);
  }
}
