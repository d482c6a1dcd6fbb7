/** How long `npm start` takes to its ready line, in an empty folder and again; what its processes hold at rest. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCommunity } from '../test/journeys/community.ts';
import { print } from './report/figure.ts';

/** At rest: the browser is closed, fonts are loaded, the first heartbeats are through. */
const REST_MS = 5000;
const KIB = 1024;

const dir = mkdtempSync(join(tmpdir(), 'linli-bench-start-'));
try {
  await measure('first');
  await measure('second');
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measure(which: 'first' | 'second'): Promise<void> {
  const from = performance.now();
  const community = await startCommunity({ dir });
  const against =
    which === 'second' ? 'aim: within 5000 ms' : 'after installation, an empty database is made';
  print({ bench: 'start', figure: `ready_${which}`, value: performance.now() - from, unit: 'ms', against });
  if (which === 'second') {
    await sleep(REST_MS);
    for (const [part, mib] of memoryAtRest())
      print({ bench: 'start', figure: `memory_${part}`, value: mib, unit: 'MiB' });
  }
  await community.stop();
}

/** Proportional set size (shared pages counted in parts) of the processes that belong to this community. */
function memoryAtRest(): Map<string, number> {
  const parts = new Map<string, number>([
    ['server', 0],
    ['database', 0],
    ['agent', 0],
  ]);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    const part = partOf(pid);
    if (part) parts.set(part, (parts.get(part) ?? 0) + pssMib(pid));
  }
  return parts;
}

function partOf(pid: string): 'server' | 'database' | 'agent' | undefined {
  const command = readQuietly(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  if (command.includes('server/main.ts') && command.includes(dir)) return 'server';
  if (command.includes('device-agent/main.ts') && command.includes(dir)) return 'agent';
  const isOurs = command.includes(dir) || readQuietly(`/proc/${parentOf(pid)}/cmdline`).includes(dir);
  return command.includes('postgres') && isOurs ? 'database' : undefined;
}

function parentOf(pid: string): string {
  return /^PPid:\s+(\d+)$/mu.exec(readQuietly(`/proc/${pid}/status`))?.[1] ?? '0';
}

function pssMib(pid: string): number {
  return Number(/^Pss:\s+(\d+) kB$/mu.exec(readQuietly(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / KIB;
}

/** Processes end while one looks at them. */
function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
