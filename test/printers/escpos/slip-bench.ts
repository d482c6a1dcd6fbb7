/** A simulated slip printer on a pty, and the driver that opens it through serialport, as on a kiosk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { onTestFinished, vi } from 'vitest';
import type { Condition, PrintEvent, PrinterDriver } from '#printers/contract.ts';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver, type SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { openSerial } from '../../../device-agent/ports.ts';

export const RECEIPT = {
  lines: [
    { kind: 'text', text: '居住证明回执', align: 'centre', size: 'double' },
    { kind: 'rule' },
    { kind: 'pair', name: '编号', value: '000017' },
    { kind: 'qr', text: 'https://linli.example/C#17' },
    { kind: 'text', text: '请取走证明' },
  ],
};

/** RECEIPT on paper. */
export const LINES = [
  '居住证明回执',
  '─'.repeat(24),
  `编号${' '.repeat(38)}000017`,
  'https://linli.example/C#17',
  '请取走证明',
];
/** Some; how much, no slip printer knows. */
export const PAPER = { kind: 'paper', name: '卷纸', percent: null };
export const LONG = {
  lines: Array.from({ length: 60 }, (_, at) => ({ kind: 'text', text: `第 ${at + 1} 行` })),
};

interface Bench {
  readonly printer: SlipPrinter;
  readonly path: string;
}

export async function startPrinter({ msPerLine = 1 } = {}): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'slip-printer-'));
  const printer = new SlipPrinter({ dir, link: join(dir, 'slip'), msPerLine });
  const path = await printer.plug();
  onTestFinished(() => {
    printer.stop();
    rmSync(dir, { recursive: true });
  });
  return { printer, path };
}

export function driverFor(path: string, options: Partial<SlipDriverOptions> = {}): PrinterDriver {
  const open = (): Promise<Duplex> => openSerial({ path, baud: 115_200 });
  const limits = { answerWithinMs: 600, pollMs: 5, lostAfterMs: 1200, completeWithinMs: 3000 };
  const driver = escposSlipDriver({ open, profile, ...limits, ...options });
  onTestFinished(() => driver.close());
  return driver;
}

/** A print under way: its events so far, and a way to wait for one. */
export class Print {
  readonly events: PrintEvent[] = [];
  readonly ended: Promise<PrintEvent | undefined>;
  readonly #abort = new AbortController();
  #isAlone = false;

  constructor(driver: PrinterDriver, document: unknown = RECEIPT) {
    this.ended = this.#run(driver, Buffer.from(JSON.stringify(document)));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  callOff(): void {
    this.#abort.abort();
  }

  /** Nobody comes to help. */
  callOffWhenBlocked(): this {
    this.#isAlone = true;
    return this;
  }

  async until(type: PrintEvent['type'], by?: Condition): Promise<void> {
    const isIt = (event: PrintEvent) =>
      event.type === type &&
      (by === undefined || (event.type === 'blocked' && event.conditions.includes(by)));
    await vi.waitUntil(() => this.events.some(isIt), { timeout: 5000, interval: 2 });
  }

  async #run(driver: PrinterDriver, bytes: Uint8Array): Promise<PrintEvent | undefined> {
    const job = { name: 'receipt', mediaType: 'application/vnd.linli.slip+json', bytes, pages: 1 };
    for await (const event of driver.print(job, this.#abort.signal)) {
      this.events.push(event);
      if (this.#isAlone && event.type === 'blocked') this.callOff();
    }
    return this.events.at(-1);
  }
}
