/**
 * ippeveprinter refuses to start without Avahi, even with `-r off`, and ends with it; Avahi needs the system D-Bus. Of
 * both there is one on a machine: the first test that needs them starts them, on loopback, and the last ends them.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, startProgram } from './program.ts';

const DIR = join(tmpdir(), 'linli-test-avahi');
const LOCK = join(DIR, 'lock');
const SETTINGS = join(DIR, 'avahi.conf');
const LOOPBACK = `[server]
allow-interfaces=lo
use-ipv6=no
enable-dbus=yes
[publish]
disable-publishing=yes
`;

const SERVICES = [
  {
    path: '/usr/bin/dbus-daemon',
    args: ['--system', '--nofork', '--nopidfile'],
    socket: '/run/dbus/system_bus_socket',
  },
  {
    path: '/usr/sbin/avahi-daemon',
    args: ['-f', SETTINGS, '--no-drop-root', '--no-chroot'],
    socket: '/run/avahi-daemon/socket',
  },
] as const;

export class Avahi {
  readonly #lease = `lease-${process.pid}-${randomUUID()}`;

  async take(): Promise<void> {
    await locked(async () => {
      writeFileSync(join(DIR, this.#lease), '');
      writeFileSync(SETTINGS, LOOPBACK);
      mkdirSync('/run/dbus', { recursive: true });
      for (const { path, args, socket } of SERVICES) {
        if (await accepts(socket)) continue;
        const { pid } = startProgram(path, args);
        writeFileSync(join(DIR, `service-${pid}`), '');
        await eventually(path, () => accepts(socket));
      }
    });
  }

  async leave(): Promise<void> {
    await locked(async () => {
      rmSync(join(DIR, this.#lease), { force: true });
      for (const lease of entries('lease')) if (!isAlive(lease.pid)) rmSync(lease.file);
      if (entries('lease').length > 0) return;
      for (const { pid, file } of entries('service')) {
        if (isAlive(pid)) process.kill(pid, 'SIGTERM');
        await eventually('the end of a service', () => !isAlive(pid));
        rmSync(file);
      }
    });
  }
}

function entries(kind: 'lease' | 'service'): { pid: number; file: string }[] {
  return readdirSync(DIR)
    .filter((name) => name.startsWith(kind))
    .map((name) => ({ pid: Number(name.split('-')[1]), file: join(DIR, name) }));
}

/** One at a time, also between processes; the lock of one that is no more is void. */
async function locked(work: () => Promise<void>): Promise<void> {
  mkdirSync(DIR, { recursive: true });
  await eventually('a turn at Avahi', () => {
    try {
      writeFileSync(LOCK, `${process.pid}`, { flag: 'wx' });
      return true;
    } catch {
      if (!isAlive(Number(holderOfLock()))) rmSync(LOCK, { force: true });
      return false;
    }
  });
  await work().finally(() => rmSync(LOCK, { force: true }));
}

function holderOfLock(): string {
  try {
    return readFileSync(LOCK, 'utf8') || `${process.pid}`;
  } catch {
    return `${process.pid}`;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** A stale socket file of a daemon that is gone does not accept. */
function accepts(path: string): Promise<boolean> {
  if (!existsSync(path)) return Promise.resolve(false);
  return new Promise((done) => {
    const socket = connect(path, () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}
