import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { IppPrinter } from '#printers/ipp/ipp-printer.ts';
import { IppClient } from '#printers/ipp/wire/client.ts';
import { IppEvePrinter } from '../ippeveprinter.ts';
import { driverFor, Print, pdf } from '../page-bench.ts';
import { Cups } from './cups.ts';

const PATIENT = { pollMs: 50, answerWithinMs: 5000, lostAfterMs: 20_000, cancelWithinMs: 20_000 };

/** CUPS passes a call on when it next looks at its own job. */
const PASSED_ON = { timeout: 15_000, interval: 20 };

function ask(url: string): IppPrinter {
  const printer = new IppPrinter(new IppClient({ url, answerWithinMs: 5000 }));
  onTestFinished(() => printer.close());
  return printer;
}

describe('with a queue of a real CUPS before a real printer', () => {
  let printer: IppEvePrinter;
  let cups: Cups;
  let url: string;
  beforeAll(async () => {
    printer = await IppEvePrinter.start();
    cups = await Cups.start();
    url = await cups.queue('kiosk', { device: printer.url, model: 'everywhere', errorPolicy: 'abort-job' });
  });
  afterAll(async () => {
    await cups?.stop();
    await printer?.stop();
  });

  async function print(name: string, { pages = 1, address = url } = {}): Promise<Print> {
    return new Print(driverFor(address, PATIENT), await pdf(pages), { name, pages });
  }

  it('a page is done when the printer behind it has counted it', async () => {
    printer.counts(3);
    const three = await print('three', { pages: 3 });
    expect(await three.ended).toEqual({ type: 'done', evidence: 'completed, 3 impressions' });
    expect(printer.papers).toHaveLength(1);
    expect(await driverFor(url).capabilities()).toMatchObject({ evidence: 'job' });
  });

  it('a page is in doubt when the printer behind it counted less, though CUPS counts more', async () => {
    printer.counts(2);
    const three = await print('two-of-three', { pages: 3 });
    expect(await three.ended).toEqual({ type: 'uncertain', reason: '2 of 3 pages' });
    printer.counts(1);
  });

  it('an empty tray is passed on and waited out', async () => {
    printer.emptyTray();
    const waiting = await print('waits');
    await waiting.until('blocked');
    expect(waiting.events.at(-1)).toEqual({ type: 'blocked', conditions: ['paper_out'] });
    expect(waiting.types).toEqual(['created', 'sent', 'blocked']);
    printer.fillTray();
    expect(await waiting.ended).toMatchObject({ type: 'done' });
  });

  it('a page that is called off did not come, and the queue is not out of paper for ever', async () => {
    const papers = printer.papers.length;
    printer.emptyTray();
    const waiting = await print('called-off');
    await waiting.until('blocked');
    waiting.callOff();
    const behind = ask(printer.url);
    await vi.waitUntil(async () => {
      const job = (await behind.jobs('not-completed')).find(({ name }) => name === 'called-off');
      return job?.reasons.includes('processing-to-stop-point');
    }, PASSED_ON);
    printer.discard();
    expect(await waiting.ended).toEqual({ type: 'not_printed', reason: 'canceled' });
    printer.takeUp();
    expect(printer.papers).toHaveLength(papers);
    expect(await driverFor(url).status()).toMatchObject({ conditions: [] });
  });

  it('a job without its document is taken back', async () => {
    const driver = driverFor(url, PATIENT);
    const job = { name: 'empty', mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    const created = await driver.print(job, new AbortController().signal)[Symbol.asyncIterator]().next();
    const { deviceJob } = created.value;
    const outcome = await driverFor(url, PATIENT).recover({ name: 'empty', deviceJob, intentAt: Date.now() });
    expect(outcome).toEqual({ type: 'not_printed', reason: 'taken back before the queue began' });
  });

  it('a page in a printer that lost its power is in doubt, though CUPS says completed', async () => {
    printer.emptyTray();
    const lost = await print('lost');
    await lost.until('blocked');
    await printer.pullPlug();
    printer.fillTray();
    await printer.switchOn();
    expect(await lost.ended).toEqual({
      type: 'uncertain',
      reason: 'the printer behind the queue does not know the job',
    });
    expect(await driverFor(url).status()).toMatchObject({ conditions: [] });
  });

  it.each(['retry-job', 'retry-current-job'] as const)(
    '%s is refused before there is a job',
    async (errorPolicy) => {
      const address = await cups.queue(errorPolicy, {
        device: printer.url,
        model: 'everywhere',
        errorPolicy,
      });
      expect(await (await print('again', { address })).ended).toEqual({
        type: 'not_printed',
        reason: 'this CUPS queue prints again by itself (printer-error-policy)',
      });
      const asked = ask(address);
      const jobs = [...(await asked.jobs('completed')), ...(await asked.jobs('not-completed'))];
      expect(jobs.filter(({ name }) => name === 'again')).toEqual([]);
    },
  );

  it('a queue to something that speaks no IPP only hands over: nobody saw paper', async () => {
    const device = 'file:///dev/null';
    const address = await cups.queue('null', { device, model: 'raw', errorPolicy: 'abort-job' });
    expect(await driverFor(address).capabilities()).toMatchObject({ evidence: 'none' });
    expect(await (await print('handed-over', { address })).ended).toEqual({
      type: 'uncertain',
      reason: 'the queue handed it over, nobody saw paper',
    });
  });

  it('a printer that is switched off behind it is offline', async () => {
    await printer.pullPlug();
    expect(await driverFor(url, PATIENT).status()).toMatchObject({ conditions: ['offline'] });
    await printer.switchOn();
  });
});
