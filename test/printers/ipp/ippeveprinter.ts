/**
 * Debian's ippeveprinter, a printer this project did not write (package cups-ipp-utils). It refuses to start without
 * Avahi, even with `-r off`; Avahi needs the system D-Bus. Both are started on the loopback interface unless they run.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NEEDED = [
  ['/usr/sbin/ippeveprinter', 'cups-ipp-utils'],
  ['/usr/bin/ipptool', 'cups-ipp-utils'],
  ['/usr/sbin/avahi-daemon', 'avahi-daemon'],
  ['/usr/bin/dbus-daemon', 'dbus'],
] as const;
const START_WITHIN_MS = 15_000;
const BUS_SOCKET = '/run/dbus/system_bus_socket';
const AVAHI_SOCKET = '/run/avahi-daemon/socket';

/** A real printer's paper path: it stands still while the flag file is there, then counts one sheet. */
const COMMAND = `#!/bin/sh
dir=$(dirname "$0")
if [ -e "$dir/empty" ]; then
  echo 'STATE: +media-empty-error,media-needed' >&2
  while [ -e "$dir/empty" ]; do sleep 0.05; done
  echo 'STATE: -media-empty-error,media-needed' >&2
fi
cp "$1" "$dir/papers/$IPP_JOB_NAME.pdf"
echo 'ATTR: job-impressions-completed=1' >&2
`;

export class IppEvePrinter {
  readonly url: string;
  readonly #dir: string;
  readonly #children: readonly ChildProcess[];

  /** Throws when a Debian package is missing or the printer does not come up. */
  static async start(): Promise<IppEvePrinter> {
    for (const [path, debianPackage] of NEEDED)
      if (!existsSync(path)) throw new Error(`${path} is missing: apt-get install ${debianPackage}`);
    const dir = mkdtempSync(join(tmpdir(), 'ippeveprinter-'));
    const children = [...(await startBus()), ...(await startAvahi(dir))];
    const port = await freePort();
    children.push(startPrinter(dir, port));
    const printer = new IppEvePrinter(`ipp://localhost:${port}/ipp/print`, dir, children);
    await eventually(() => answers(printer.url));
    return printer;
  }

  private constructor(url: string, dir: string, children: readonly ChildProcess[]) {
    this.url = url;
    this.#dir = dir;
    this.#children = children;
  }

  emptyTray(): void {
    writeFileSync(join(this.#dir, 'empty'), '');
  }

  fillTray(): void {
    rmSync(join(this.#dir, 'empty'));
  }

  get papers(): string[] {
    return readdirSync(this.#papers).map((file) => join(this.#papers, file));
  }

  get #papers(): string {
    return join(this.#dir, 'papers');
  }

  /** Ends only what this start has started. */
  async stop(): Promise<void> {
    for (const child of this.#children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(this.#dir, { recursive: true });
  }
}

function startPrinter(dir: string, port: number): ChildProcess {
  const command = join(dir, 'print.sh');
  writeFileSync(command, COMMAND);
  chmodSync(command, 0o755);
  for (const folder of ['papers', 'spool']) mkdirSync(join(dir, folder));
  const args = ['-r', 'off', '-n', 'localhost', '-p', `${port}`, '-f', 'application/pdf', '-c', command];
  return spawn('/usr/sbin/ippeveprinter', [...args, '-d', join(dir, 'spool'), 'Linli'], { stdio: 'ignore' });
}

async function startBus(): Promise<ChildProcess[]> {
  if (await accepts(BUS_SOCKET)) return [];
  mkdirSync('/run/dbus', { recursive: true });
  const bus = spawn('/usr/bin/dbus-daemon', ['--system', '--nofork', '--nopidfile'], { stdio: 'ignore' });
  await eventually(() => accepts(BUS_SOCKET));
  return [bus];
}

async function startAvahi(dir: string): Promise<ChildProcess[]> {
  if (await accepts(AVAHI_SOCKET)) return [];
  const settings = join(dir, 'avahi.conf');
  const server = '[server]\nallow-interfaces=lo\nuse-ipv6=no\nenable-dbus=yes\n';
  writeFileSync(settings, `${server}[publish]\ndisable-publishing=yes\n`);
  const args = ['-f', settings, '--no-drop-root', '--no-chroot'];
  const avahi = spawn('/usr/sbin/avahi-daemon', args, { stdio: 'ignore' });
  await eventually(() => accepts(AVAHI_SOCKET));
  return [avahi];
}

/** A stale socket file of a daemon that is gone does not accept. */
function accepts(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await isTrue())) {
    if (performance.now() > deadline)
      throw new Error('ippeveprinter, avahi-daemon or dbus-daemon did not start');
    await sleep(50);
  }
}
