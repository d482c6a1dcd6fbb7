import { describe, expect, it, vi } from 'vitest';
import { driverFor, JOB, Print, pdf, startPrinter } from './page-bench.ts';

const GET_JOB_ATTRIBUTES = 0x0009;
const NOW = Date.UTC(2026, 10, 22);

/** The driver of an agent that is killed once the printer has got so far. */
async function printed(printer: Awaited<ReturnType<typeof startPrinter>>, pages = 1): Promise<Print> {
  const print = new Print(driverFor(printer.url), await pdf(pages));
  await print.untilSent();
  return print;
}

describe('a printer that is lost in the middle', () => {
  it('leaves the page uncertain when it comes back with an empty memory', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    const print = await printed(printer);
    await printer.restart();
    expect(await print.ended).toEqual({
      type: 'uncertain',
      reason: 'the printer does not know the job any more',
    });
    printer.fillTray();
    expect(printer.papers).toEqual([]);
  });

  it('is not fooled by another job that got the same number after the restart', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    const print = new Print(driverFor(printer.url, { pollMs: 100 }), await pdf(1));
    await print.until('blocked');
    await printer.restart();
    printer.fillTray();
    await new Print(driverFor(printer.url), await pdf(1), { name: 'another' }).ended;
    expect(printer.jobs).toMatchObject([{ id: 1, name: 'another' }]);
    expect(await print.ended).toMatchObject({ type: 'uncertain' });
  });

  it('is waited for, as offline, and then given up as uncertain', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    const print = await printed(printer);
    await printer.stop();
    expect(await print.ended).toEqual({ type: 'uncertain', reason: 'the printer does not answer' });
    expect(print.events).toContainEqual({ type: 'blocked', conditions: ['offline'] });
    await printer.start();
  });

  it('lets nothing leave when it is gone from the start', async () => {
    const printer = await startPrinter();
    const { url } = printer;
    await printer.stop();
    const print = new Print(driverFor(url), await pdf(1));
    expect(await print.ended).toMatchObject({ type: 'not_printed' });
    await printer.start();
  });

  it('proves that nothing left when it went between the job and its document', async () => {
    const printer = await startPrinter();
    const job = { name: JOB, mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    const driver = driverFor(printer.url, { pollMs: 1000 });
    const events = driver.print(job, new AbortController().signal)[Symbol.asyncIterator]();
    await events.next();
    await printer.stop();
    expect(await events.next()).toMatchObject({ value: { type: 'not_printed' } });
    await printer.start();
  });

  it('leaves the page to the printer when the driver is closed', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    const driver = driverFor(printer.url);
    const print = new Print(driver, await pdf(1));
    await print.until('blocked');
    await driver.close();
    expect(await print.ended).toMatchObject({ type: 'uncertain' });
    expect(printer.jobs).toMatchObject([{ state: 'processing' }]);
  });
});

describe('an agent that comes back asks what became of its job', () => {
  it('and finds it done', async () => {
    const printer = await startPrinter();
    await (await printed(printer)).ended;
    const outcome = await driverFor(printer.url).recover({ name: JOB, deviceJob: '1', intentAt: NOW });
    expect(outcome).toMatchObject({ type: 'done' });
    expect(printer.papers).toHaveLength(1);
  });

  it('and follows it to its end', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    await printed(printer);
    const again = driverFor(printer.url);
    const asked = Promise.withResolvers<void>();
    printer.onRequest = ({ operation }) => operation === GET_JOB_ATTRIBUTES && asked.resolve();
    const outcome = again.recover({ name: JOB, deviceJob: '1', intentAt: NOW });
    await asked.promise;
    printer.fillTray();
    expect(await outcome).toMatchObject({ type: 'done' });
  });

  it.each([
    ['with the number of the job', '1'],
    ['without it', undefined],
  ])('and takes back a job whose document was never sent, %s', async (_what, deviceJob) => {
    const printer = await startPrinter();
    const job = { name: JOB, mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    void driverFor(printer.url).print(job, new AbortController().signal)[Symbol.asyncIterator]().next();
    await vi.waitUntil(() => printer.jobs.length === 1);
    const outcome = await driverFor(printer.url).recover({ name: JOB, deviceJob, intentAt: NOW });
    expect(outcome).toMatchObject({ type: 'not_printed' });
    expect(printer.jobs).toMatchObject([{ state: 'cancelled' }]);
  });

  it('and must leave it uncertain when the printer has forgotten it', async () => {
    const printer = await startPrinter();
    await (await printed(printer)).ended;
    await printer.restart();
    const outcome = await driverFor(printer.url).recover({ name: JOB, deviceJob: '1', intentAt: NOW });
    expect(outcome).toMatchObject({ type: 'uncertain' });
  });

  it('and must leave it uncertain when the printer is gone', async () => {
    const printer = await startPrinter();
    await (await printed(printer)).ended;
    await printer.stop();
    const outcome = await driverFor(printer.url).recover({ name: JOB, deviceJob: '1', intentAt: NOW });
    expect(outcome).toMatchObject({ type: 'uncertain' });
    await printer.start();
  });
});
