import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IppEvePrinter } from './ippeveprinter.ts';
import { driverFor, JOB, Print, pdf } from './page-bench.ts';

describe('with a real IPP printer, Debian ippeveprinter', () => {
  let printer: IppEvePrinter;
  beforeAll(async () => {
    printer = await IppEvePrinter.start();
  });
  afterAll(() => printer.stop());

  it('says that all is well', async () => {
    expect(await driverFor(printer.url).status()).toMatchObject({ conditions: [], busy: false });
  });

  it('prints a page, byte for byte', async () => {
    const bytes = await pdf(1);
    const print = new Print(driverFor(printer.url, { lostAfterMs: 10_000 }), bytes);
    expect(await print.ended).toEqual({ type: 'done', evidence: 'completed, 1 impressions' });
    expect(printer.papers.map((file) => readFileSync(file))).toEqual([Buffer.from(bytes)]);
  });

  it('waits out an empty tray and prints once', async () => {
    printer.emptyTray();
    const print = new Print(driverFor(printer.url, { lostAfterMs: 10_000 }), await pdf(1), { name: 'waits' });
    await print.until('blocked');
    expect(print.events).toContainEqual({ type: 'blocked', conditions: ['paper_out'] });
    printer.fillTray();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(printer.papers).toHaveLength(2);
  });

  it('finds the finished job again', async () => {
    const job = { name: JOB, deviceJob: '1', intentAt: Date.now() };
    expect(await driverFor(printer.url).recover(job)).toMatchObject({ type: 'done' });
  });

  it('takes back a job that never got its document', async () => {
    const driver = driverFor(printer.url);
    const job = { name: 'empty', mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    const created = await driver.print(job, new AbortController().signal)[Symbol.asyncIterator]().next();
    const deviceJob = created.value.deviceJob;
    const outcome = await driverFor(printer.url).recover({ name: 'empty', deviceJob, intentAt: Date.now() });
    expect(outcome).toEqual({ type: 'not_printed', reason: 'canceled' });
    expect(printer.papers).toHaveLength(2);
  });
});
