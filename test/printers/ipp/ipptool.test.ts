import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { driverFor, JOB, Print, pdf, startPrinter, startUsedPrinter } from './page-bench.ts';
import { demand } from './programs/program.ts';

/** The test files that come with CUPS (/usr/share/cups/ipptool). */
const SUITES = [
  'get-printer-attributes',
  'get-printer-description-attributes',
  'get-jobs',
  'get-completed-jobs',
  'validate-job',
  'create-job',
  'print-job',
] as const;

/** Runs the suite and shows its verdicts in the log; what did not pass is what is answered. */
async function ipptool(url: string, suite: string, ...options: string[]): Promise<string> {
  const args = ['-t', '-I', ...options, url, `${suite}.test`];
  const ended = promisify(execFile)('/usr/bin/ipptool', args, { timeout: 15_000 });
  const { stdout } = await ended.catch((fault: { stdout: string }) => fault);
  for (const line of stdout.split('\n'))
    if (/\[(PASS|FAIL|SKIP)\]/.test(line)) console.log(`ipptool ${suite}: ${line.trim()}`);
  return stdout;
}

describe('ipptool, which this project did not write, finds the simulated page printer', () => {
  beforeAll(() => demand([['/usr/bin/ipptool', 'cups-ipp-utils']]));

  it.each(SUITES)('as it should be: %s', async (suite) => {
    const printer = await startPrinter();
    const dir = mkdtempSync(join(tmpdir(), 'ipptool-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const file = join(dir, 'page.pdf');
    writeFileSync(file, await pdf(1));
    const verdicts = await ipptool(printer.url, suite, '-f', file);
    expect(verdicts).toContain('[PASS]');
    expect(verdicts).not.toContain('[FAIL]');
  });

  it('with the job that the driver left there', async () => {
    const printer = await startPrinter();
    await new Print(driverFor(printer.url), await pdf(1)).ended;
    const told = await ipptool(printer.url, 'get-completed-jobs', '-v');
    expect(told).toMatch(new RegExp(`job-name .*= ${JOB}`));
    expect(told).toMatch(/job-state \(enum\) = completed/);
  });

  it('and takes the job away from the driver, who sees it', async () => {
    const printer = await startUsedPrinter();
    printer.emptyTray();
    const print = new Print(driverFor(printer.url), await pdf(1));
    await print.until('blocked');
    expect(await ipptool(printer.url, 'cancel-current-job')).not.toContain('[FAIL]');
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'canceled' });
  });
});
