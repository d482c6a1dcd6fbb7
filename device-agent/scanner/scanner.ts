import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { DeviceState } from '../contract/messages.ts';
import type { Line } from '../lines/line.ts';
import type { Log } from '../log.ts';
import { type Report, type SuperviseTimes, Supervisor } from '../supervise.ts';
import { TroubleLog } from '../trouble-log.ts';
import { CodeSplitter, type RawCode } from './code-splitter.ts';
import { type ScannedText, scannedText } from './code-text.ts';
import { RepeatGuard } from './repeat-guard.ts';

export interface ScannerOptions extends Partial<SuperviseTimes> {
  readonly line: Line;
  readonly log: Log;
  /** Ends a code of a scanner that sends nothing after it. */
  readonly silenceMs?: number;
  /** The same code, seen again within this time, is still the same presentation. */
  readonly repeatWithinMs?: number;
}

/** One scanner, kept in use. It is listened to and never written to. What a code says goes to the listener and nowhere else. */
export class Scanner {
  readonly #options: ScannerOptions;
  readonly #supervisor: Supervisor;
  readonly #repeats: RepeatGuard;
  readonly #trouble: TroubleLog;
  #onChange: () => void = () => {};
  #onCode: (code: string) => void = () => {};
  #state: DeviceState = 'absent';
  #dropped = 0;

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#repeats = new RepeatGuard(options.repeatWithinMs);
    this.#trouble = new TroubleLog(options.log, 'scanner_trouble');
    this.#supervisor = new Supervisor(
      {
        isPresent: () => options.line.isPresent(),
        open: () => options.line.open(),
        serve: (line, report, signal) => this.#serve(line, report, signal),
        onState: (state, cause) => this.#onState(state, cause),
      },
      options,
    );
  }

  get view(): { readonly state: DeviceState } {
    return { state: this.#state };
  }

  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  onCode(listener: (code: string) => void): void {
    this.#onCode = listener;
  }

  start(): void {
    this.#supervisor.start();
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop();
    this.#repeats.forget();
  }

  /** A scanner has nothing to be asked: it is in order while its line is open. */
  async #serve(line: Duplex, report: Report, signal: AbortSignal): Promise<void> {
    const splitter = new CodeSplitter((code) => this.#take(code), this.#options.silenceMs);
    line.on('data', (bytes: Buffer) => splitter.take(bytes));
    report('ready');
    if (!signal.aborted) await once(signal, 'abort');
    splitter.forget();
  }

  #take(raw: RawCode): void {
    const code = scannedText(raw);
    if (code.kind === 'dropped') this.#drop(code.because);
    else if (!this.#repeats.isRepeat(code.text)) this.#tell(code);
  }

  #tell({ text, symbology = 'of a kind untold' }: ScannedText): void {
    this.#options.log('scanned', { sentence: `${text.length} characters, ${symbology}` });
    this.#onCode(text);
  }

  /** A line full of noise must not fill the log: the first is told, the tenth, the hundredth. */
  #drop(because: string): void {
    this.#dropped += 1;
    if (!/^10*$/u.test(String(this.#dropped))) return;
    this.#options.log('scan_dropped', { sentence: `${because}; ${this.#dropped} since the start` });
  }

  #onState(state: DeviceState, cause: unknown): void {
    this.#state = state;
    if (state === 'ready') this.#trouble.over();
    if (state === 'lost') this.#trouble.tell(cause);
    this.#onChange();
  }
}
