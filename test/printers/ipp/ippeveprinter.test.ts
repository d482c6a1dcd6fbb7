import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IppEvePrinter } from './ippeveprinter.ts';
import { driverFor, JOB, Print, pdf } from './page-bench.ts';

const PATIENT = { lostAfterMs: 10_000, cancelWithinMs: 10_000 };

describe('with a real IPP printer, Debian ippeveprinter', () => {
  let printer: IppEvePrinter;
  beforeAll(async () => {
    printer = await IppEvePrinter.start();
  });
  afterAll(() => printer?.stop());

  it('says that all is well, what is left, and that its trays are set to other paper', async () => {
    const { conditions, busy, supplies } = await driverFor(printer.url).status();
    expect({ conditions, busy }).toEqual({ conditions: [], busy: false });
    expect(supplies).toEqual([
      { kind: 'paper', name: 'main', percent: 40 },
      { kind: 'paper', name: 'A4', percent: 0 },
      { kind: 'waste', name: 'Toner Waste Tank', percent: 25 },
      { kind: 'toner', name: 'Black Toner', percent: 75 },
    ]);
  });

  it('prints a page, byte for byte', async () => {
    const bytes = await pdf(1);
    const print = new Print(driverFor(printer.url, PATIENT), bytes);
    expect(await print.ended).toEqual({ type: 'done', evidence: 'completed, 1 impressions' });
    expect(printer.papers.map((file) => readFileSync(file))).toEqual([Buffer.from(bytes)]);
  });

  it('prints three pages, and is not believed when it counts only two', async () => {
    printer.counts(3);
    const driver = driverFor(printer.url, PATIENT);
    const three = new Print(driver, await pdf(3), { name: 'three', pages: 3 });
    expect(await three.ended).toEqual({ type: 'done', evidence: 'completed, 3 impressions' });
    expect(await driver.capabilities()).toMatchObject({ evidence: 'pages' });
    printer.counts(2);
    const two = new Print(driver, await pdf(3), { name: 'two-of-three', pages: 3 });
    expect(await two.ended).toEqual({ type: 'uncertain', reason: '2 of 3 pages' });
    printer.counts(1);
  });

  it('waits out an empty tray and prints once', async () => {
    const papers = printer.papers.length;
    printer.emptyTray();
    const print = new Print(driverFor(printer.url, PATIENT), await pdf(1), { name: 'waits' });
    await print.until('blocked');
    expect(print.events).toContainEqual({ type: 'blocked', conditions: ['paper_out'] });
    printer.fillTray();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(printer.papers).toHaveLength(papers + 1);
  });

  it('tells its toner and its troubles, and those keep a job', async () => {
    printer.says(
      'ATTR: marker-names=Black,Drum marker-types=toner,opc marker-levels=12,-2',
      'STATE: +toner-low-warning,cover-open-error',
    );
    printer.emptyTray();
    const driver = driverFor(printer.url, PATIENT);
    const print = new Print(driver, await pdf(1), { name: 'troubled' });
    await print.until('blocked');
    await expect
      .poll(() => driver.status())
      .toMatchObject({
        conditions: ['cover_open', 'paper_out', 'toner_low'],
        busy: true,
        supplies: [
          { kind: 'paper', name: 'main' },
          { kind: 'paper', name: 'A4' },
          { kind: 'toner', name: 'Black', percent: 12 },
          { kind: 'drum', name: 'Drum', percent: null },
        ],
      });
    printer.says('STATE: -toner-low-warning,cover-open-error');
    printer.fillTray();
    expect(await print.ended).toMatchObject({ type: 'done' });
    await new Print(driver, await pdf(1), { name: 'untroubled' }).ended;
    expect(await driver.status()).toMatchObject({ conditions: [] });
    printer.says();
  });

  it('finds the finished job again', async () => {
    const job = { name: JOB, deviceJob: '1/1', intentAt: Date.now() };
    expect(await driverFor(printer.url).recover(job)).toMatchObject({ type: 'done' });
  });

  it('takes back a job that never got its document', async () => {
    const papers = printer.papers.length;
    const driver = driverFor(printer.url);
    const job = { name: 'empty', mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    const created = await driver.print(job, new AbortController().signal)[Symbol.asyncIterator]().next();
    const deviceJob = created.value.deviceJob;
    const outcome = await driverFor(printer.url).recover({ name: 'empty', deviceJob, intentAt: Date.now() });
    expect(outcome).toEqual({ type: 'not_printed', reason: 'canceled' });
    expect(printer.papers).toHaveLength(papers);
  });

  it('has lost a page with its power, in the middle, and the driver does not claim to know', async () => {
    const papers = printer.papers.length;
    printer.emptyTray();
    const print = new Print(driverFor(printer.url, PATIENT), await pdf(1), { name: 'lost' });
    await print.until('blocked');
    await printer.pullPlug();
    printer.fillTray();
    await printer.switchOn();
    expect(await print.ended).toMatchObject({
      type: 'uncertain',
      reason: expect.stringMatching(/does not know the job any more$/),
    });
    expect(printer.papers).toHaveLength(papers);
  });
});
