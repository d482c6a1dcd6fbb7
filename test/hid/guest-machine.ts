/** The guest: a PC of software (qemu, no KVM needed) with one USB socket, the project's folder and two serial ports. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type AdapterSockets, adapterArguments } from './usb-adapter.ts';

export interface GuestOptions {
  readonly kernel: string;
  readonly image: string;
  readonly projectDir: string;
  readonly sockets: AdapterSockets;
  /** What kernel and first program say is written here. */
  readonly console: string;
  /** Killed when it still runs after this long. */
  readonly withinMs: number;
  readonly onLine: (line: string) => void;
}

const CONSOLE_TAIL_LINES = 30;

export class GuestMachine {
  readonly #qemu: ChildProcessByStdio<Writable, Readable, null>;
  readonly #console: string;
  readonly #timer: NodeJS.Timeout;
  /** Resolves when the machine is off, with what went wrong with it, if anything. */
  readonly ended: Promise<string | undefined>;

  constructor(options: GuestOptions) {
    this.#console = options.console;
    this.#qemu = spawn('qemu-system-x86_64', hardware(options), {
      // Its own process group: Ctrl-C in the terminal reaches us alone, and we end it.
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: this.#qemu.stdout }).on('line', options.onLine);
    let isLate = false;
    this.#timer = setTimeout(() => {
      isLate = true;
      this.kill();
    }, options.withinMs);
    this.ended = new Promise((resolve) => {
      this.#qemu.once('error', (error) => resolve(error.message));
      this.#qemu.once('close', (code, signal) => {
        clearTimeout(this.#timer);
        if (isLate) resolve(`not done within ${options.withinMs / 1000} s`);
        else resolve(code === 0 ? undefined : `qemu ended with ${signal ?? code}`);
      });
    });
  }

  say(line: string): void {
    this.#qemu.stdin.write(`${line}\n`);
  }

  kill(): void {
    this.#qemu.kill('SIGKILL');
  }

  /** The last words of the kernel and of the first program. */
  get lastWords(): string {
    const text = existsSync(this.#console) ? readFileSync(this.#console, 'utf8') : '';
    return text.split(/\r?\n/u).slice(-CONSOLE_TAIL_LINES).join('\n');
  }
}

/**
 * The processor, too, is software (TCG): few machines that run tests lend a guest their own. One of it: with two, one
 * start of Node in a dozen ended in a segmentation fault (2 of 25, and 0 of 100 with one; qemu 7.2).
 */
function hardware({ kernel, image, projectDir, sockets, console }: GuestOptions): string[] {
  return [
    ...['-kernel', kernel, '-initrd', image],
    ...['-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '1024'],
    ...['-nodefaults', '-no-reboot', '-display', 'none'],
    ...['-append', 'console=ttyS0 quiet panic=-1 mitigations=off'],
    ...['-serial', `file:${console}`],
    ...['-chardev', 'stdio,id=bench,signal=off', '-serial', 'chardev:bench'],
    ...[
      '-virtfs',
      `local,path=${projectDir},mount_tag=project,readonly=on,security_model=none,multidevs=remap`,
    ],
    ...adapterArguments(sockets),
  ];
}
