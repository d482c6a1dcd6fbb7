/** Debian's ippeveprinter, a printer this project did not write (package cups-ipp-utils). */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Avahi } from './programs/avahi.ts';
import { demand, endProgram, eventually, freePort, startProgram } from './programs/program.ts';

const IPPEVEPRINTER = '/usr/sbin/ippeveprinter';
const NEEDED = [
  [IPPEVEPRINTER, 'cups-ipp-utils'],
  ['/usr/bin/ipptool', 'cups-ipp-utils'],
  ['/usr/sbin/avahi-daemon', 'avahi-daemon'],
  ['/usr/bin/dbus-daemon', 'dbus'],
] as const;

/**
 * A real printer's paper path: it stands still while the flag file is there, then counts its sheets one by one. With the
 * flag `discard` it lets go of the document without a sheet. What stands in `says` it tells of itself.
 */
const COMMAND = `#!/bin/sh
dir=$(dirname "$0")
cat "$dir/says" >&2
if [ -e "$dir/empty" ]; then
  echo 'STATE: +media-empty-error,media-needed' >&2
  while [ -e "$dir/empty" ]; do sleep 0.05; done
  echo 'STATE: -media-empty-error,media-needed' >&2
fi
[ -e "$dir/discard" ] && exit 0
cp "$1" "$dir/papers/$IPP_JOB_NAME.pdf"
for sheet in $(cat "$dir/sheets"); do echo "ATTR: job-impressions-completed=$sheet" >&2; done
`;

export class IppEvePrinter {
  readonly url: string;
  readonly #dir: string;
  readonly #port: number;
  readonly #avahi = new Avahi();
  #printer: ChildProcess | undefined;

  /** Throws when a Debian package is missing or the printer does not come up. */
  static async start(): Promise<IppEvePrinter> {
    demand(NEEDED);
    const printer = new IppEvePrinter(await freePort());
    try {
      await printer.#avahi.take();
      await printer.switchOn();
      return printer;
    } catch (fault) {
      await printer.stop();
      throw fault;
    }
  }

  private constructor(port: number) {
    this.#port = port;
    this.url = `ipp://localhost:${port}/ipp/print`;
    this.#dir = mkdtempSync(join(tmpdir(), 'ippeveprinter-'));
    for (const folder of ['papers', 'spool']) mkdirSync(join(this.#dir, folder));
    writeFileSync(this.#command, COMMAND);
    chmodSync(this.#command, 0o755);
    this.counts(1);
    this.says();
  }

  emptyTray(): void {
    writeFileSync(join(this.#dir, 'empty'), '');
  }

  fillTray(): void {
    rmSync(join(this.#dir, 'empty'));
  }

  /** A document that waits for paper is let go. */
  discard(): void {
    writeFileSync(join(this.#dir, 'discard'), '');
    this.fillTray();
  }

  takeUp(): void {
    rmSync(join(this.#dir, 'discard'));
  }

  /** So many sheets it counts of the next documents, however many those have. */
  counts(sheets: number): void {
    const numbers = Array.from({ length: sheets }, (_, sheet) => sheet + 1);
    writeFileSync(join(this.#dir, 'sheets'), numbers.join(' '));
  }

  /** Lines of STATE: and ATTR: with which it begins its next documents (man 7 ippeveprinter). */
  says(...lines: readonly string[]): void {
    writeFileSync(join(this.#dir, 'says'), lines.map((line) => `${line}\n`).join(''));
  }

  get papers(): string[] {
    return readdirSync(this.#papers).map((file) => join(this.#papers, file));
  }

  async switchOn(): Promise<void> {
    const formats = 'application/pdf,image/pwg-raster,image/urf';
    const args = ['-r', 'off', '-n', 'localhost', '-p', `${this.#port}`, '-f', formats, '-c', this.#command];
    this.#printer = startProgram(IPPEVEPRINTER, [
      ...args,
      '-d',
      join(this.#dir, 'spool'),
      `Linli-${this.#port}`,
    ]);
    await eventually('ippeveprinter', () => answers(this.url));
  }

  /** Without a warning, and with the sheet that it is at. */
  async pullPlug(): Promise<void> {
    await endProgram(this.#printer, 'SIGKILL');
  }

  /** Ends only what this start has started. */
  async stop(): Promise<void> {
    await this.pullPlug();
    await this.#avahi.leave();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  get #papers(): string {
    return join(this.#dir, 'papers');
  }

  get #command(): string {
    return join(this.#dir, 'print.sh');
  }
}

function answers(url: string): boolean {
  try {
    execFileSync('/usr/bin/ipptool', ['-q', url, 'get-printer-attributes.test'], {
      stdio: 'ignore',
      timeout: 2000,
    });
    return true;
  } catch {
    return false;
  }
}
