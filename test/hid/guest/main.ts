/** The tests that run in the guest, one after the other, told to the host as they end. */
import { TEST_NAMES } from '../test-names.ts';
import { bench } from './bench.ts';
import { tests } from './tests.ts';

const LIMIT_MS = 120_000;

for (const name of TEST_NAMES) {
  bench.tell({ event: 'begun', test: name });
  const startedAt = performance.now();
  try {
    const note = await inTime(tests[name]());
    bench.tell({ event: 'passed', test: name, ms: performance.now() - startedAt, ...(note ? { note } : {}) });
  } catch (error) {
    bench.tell({
      event: 'failed',
      test: name,
      because: error instanceof Error ? (error.stack ?? '') : String(error),
    });
  }
}
bench.tell({ event: 'over' });
// What a failed test left plugged in keeps a thread reading /dev/uhid, and an orderly exit would wait for it.
process.kill(process.pid, 'SIGKILL');

/** A test that hangs has failed; what it leaves behind is the next one's bad luck, and ends with the guest. */
async function inTime(test: Promise<string | undefined>): Promise<string | undefined> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  try {
    return await Promise.race([test, late]);
  } finally {
    clearTimeout(timer);
  }
}
