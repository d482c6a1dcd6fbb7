/** What an agent at rest takes of a core: a page is open, the reader is polled, nobody comes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const IDLE_MS = 60_000;
/** The start is over, garbage of the work before is collected. */
const SETTLE_MS = 5000;

/** Percent of one core. */
export async function idleCpuPercent(pid: number): Promise<number> {
  const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  await sleep(SETTLE_MS);
  const [ticks, from] = [ticksOf(pid), performance.now()];
  await sleep(IDLE_MS);
  const seconds = (ticksOf(pid) - ticks) / ticksPerSecond;
  return (100 * seconds) / ((performance.now() - from) / 1000);
}

/** utime + stime, fields 14 and 15 of /proc/PID/stat; field 2, the name, may hold spaces and ends at the last bracket. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
