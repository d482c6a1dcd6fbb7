/** `npm run test:hid`, once its programs are there: boots the guest, grants its wishes, reports what it says. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { guestMessage, type HostMessage } from './bench-line.ts';
import { GuestMachine } from './guest-machine.ts';
import { packImage } from './image.ts';
import { newestKernel } from './kernel.ts';
import { Report } from './report.ts';
import { TEST_NAMES } from './test-names.ts';
import { UsbBench } from './usb-bench.ts';

const PROJECT = join(import.meta.dirname, '../..');
const CACHE = join(PROJECT, 'var/hid');
const GUEST_WITHIN_MS = 420_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const workDir = mkdtempSync(join(tmpdir(), 'linli-hid-'));
let guest: GuestMachine | undefined;
// Whatever ends this process, a fault of its own too: no guest and no folder stays behind.
process.once('exit', () => {
  guest?.kill();
  rmSync(workDir, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

try {
  process.exitCode = (await testInGuest()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`hid: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function testInGuest(): Promise<boolean> {
  const kernelDir = join(workDir, 'kernel');
  mkdirSync(kernelDir);
  const kernel = await newestKernel(CACHE, kernelDir);
  const image = await packImage(PROJECT, kernel, workDir);
  const sockets = { wire: join(workDir, 'wire'), monitor: join(workDir, 'monitor') };
  const usb = await UsbBench.setUp(sockets);
  const report = new Report(TEST_NAMES, say);
  const startedAt = performance.now();
  const machine = new GuestMachine({
    kernel: kernel.image,
    image,
    projectDir: PROJECT,
    sockets,
    console: join(workDir, 'console.log'),
    withinMs: GUEST_WITHIN_MS,
    onLine: (line) => hear(line, { report, usb, answer: (message) => machine.say(JSON.stringify(message)) }),
  });
  guest = machine;
  const trouble = await machine.ended;
  usb.close();
  const isGood = trouble === undefined && report.isOver;
  if (!isGood)
    say(`\nhid: the guest broke off${trouble === undefined ? '' : `: ${trouble}`}\n${machine.lastWords}\n`);
  say(`hid: guest up for ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return report.close() && isGood;
}

interface Ear {
  readonly report: Report;
  readonly usb: UsbBench;
  readonly answer: (message: HostMessage) => void;
}

/** What is no message of ours is the guest's last words, a stack trace say: shown as it is. */
function hear(line: string, { report, usb, answer }: Ear): void {
  if (!line.startsWith('{"event"')) return void say(line);
  const message = parse(guestMessage, JSON.parse(line));
  if (message.event !== 'wish') return void report.take(message);
  const { id, wish } = message;
  usb.grant(wish).then(
    () => answer({ id }),
    (error: unknown) => answer({ id, refused: String(error) }),
  );
}
