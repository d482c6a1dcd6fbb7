import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { driverFor, JOB, Print, pdf, startPrinter, startUsedPrinter } from './page-bench.ts';

const CREATE_JOB = 0x0005;
const SEND_DOCUMENT = 0x0006;
const QUESTIONS: ReadonlySet<number> = new Set([0x0009, 0x000a, 0x000b]);
/** So slow that the document is always handed over before the first question. */
const UNHURRIED = { pollMs: 150 };

describe('a page that is printed', () => {
  it('is done when the printer has counted the page', async () => {
    const printer = await startPrinter();
    const print = new Print(driverFor(printer.url, UNHURRIED), await pdf(2));
    expect(await print.ended).toEqual({ type: 'done', evidence: 'completed, 2 impressions' });
    expect(print.types).toEqual(['created', 'sent', 'done']);
    expect(printer.papers).toEqual([
      { job: JOB, page: 1 },
      { job: JOB, page: 2 },
    ]);
  });

  it('arrives at the printer byte for byte', async () => {
    const printer = await startPrinter();
    const files: string[] = [];
    printer.onPaper = ({ file }) => files.push(file);
    const bytes = await pdf(1);
    await new Print(driverFor(printer.url), bytes).ended;
    expect(files.map((file) => readFileSync(file))).toEqual([Buffer.from(bytes)]);
    expect(readdirSync(files[0]?.replace(/[^/]*$/, '') ?? '')).toEqual([`1-${JOB}.pdf`]);
  });

  it('is not sent before the caller asks for what comes after `created`', async () => {
    const printer = await startPrinter();
    const operations: number[] = [];
    printer.onRequest = ({ operation }) => operations.push(operation);
    const job = { name: JOB, mediaType: 'application/pdf', bytes: await pdf(1), pages: 1 };
    const events = driverFor(printer.url).print(job, new AbortController().signal)[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { type: 'created', deviceJob: '1/1' } });
    expect(operations.filter((operation) => !QUESTIONS.has(operation))).toEqual([CREATE_JOB]);
    await events.return?.();
    expect(printer.jobs).toMatchObject([{ state: 'cancelled' }]);
    expect(operations).not.toContain(SEND_DOCUMENT);
  });

  it('waits while the printer is busy with another, then prints', async () => {
    const printer = await startPrinter({ msPerPage: 60 });
    const driver = driverFor(printer.url);
    const first = new Print(driver, await pdf(1), { name: 'first' });
    await first.untilSent();
    const second = new Print(driver, await pdf(1), { name: 'second' });
    expect(await second.ended).toMatchObject({ type: 'done' });
    expect(printer.papers.map(({ job }) => job)).toEqual(['first', 'second']);
  });
});

describe('a page that is held up', () => {
  it.each([
    ['paper_out', 'emptyTray', 'fillTray'],
    ['cover_open', 'openCover', 'closeCover'],
    ['jam', 'jam', 'clearJam'],
  ] as const)('waits out %s and is never sent again', async (condition, trouble, remedy) => {
    const printer = await startPrinter();
    let sendings = 0;
    printer.onRequest = ({ operation }) => (sendings += Number(operation === SEND_DOCUMENT));
    printer[trouble]();
    const print = new Print(driverFor(printer.url, UNHURRIED), await pdf(1));
    await print.until('blocked');
    expect(print.events.at(-1)).toEqual({ type: 'blocked', conditions: [condition] });
    printer[remedy]();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(print.types).toEqual(['created', 'sent', 'blocked', 'resumed', 'done']);
    expect(sendings).toBe(1);
    expect(printer.papers).toHaveLength(1);
  });

  it('is not printed when it is called off before its first page', async () => {
    const printer = await startUsedPrinter();
    printer.emptyTray();
    const print = new Print(driverFor(printer.url), await pdf(1));
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'canceled' });
    printer.fillTray();
    expect(printer.papers).toEqual([{ job: 'former', page: 1 }]);
  });

  it('is in doubt when it is called off at a printer that was never seen to count', async () => {
    const printer = await startPrinter({ dialect: { counts: 'zero' } });
    await new Print(driverFor(printer.url), await pdf(1), { name: 'former' }).ended;
    printer.emptyTray();
    const print = new Print(driverFor(printer.url), await pdf(1));
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'uncertain', reason: 'canceled after uncounted impressions' });
  });

  it('is uncertain when it is called off between its pages', async () => {
    const printer = await startPrinter({ msPerPage: 40 });
    const print = new Print(driverFor(printer.url), await pdf(2));
    await vi.waitUntil(() => printer.papers.length === 1, { interval: 1 });
    printer.emptyTray();
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'uncertain', reason: 'canceled after 1 impressions' });
  });
});

describe('a page that is refused', () => {
  it('is not printed when the printer does not take its format', async () => {
    const printer = await startPrinter();
    const print = new Print(driverFor(printer.url), Buffer.from('text'), { mediaType: 'text/plain' });
    expect(await print.ended).toEqual({
      type: 'not_printed',
      reason: 'the printer does not take text/plain',
    });
    expect(printer.jobs).toEqual([]);
  });

  it('is not printed when the printer cannot read it', async () => {
    const printer = await startUsedPrinter();
    const print = new Print(driverFor(printer.url), Buffer.from('no PDF at all'));
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'aborted' });
  });

  it('is not printed when it is called off while the printer is busy', async () => {
    const printer = await startPrinter();
    printer.emptyTray();
    const driver = driverFor(printer.url);
    await new Print(driver, await pdf(1), { name: 'other' }).until('blocked');
    const refused = Promise.withResolvers<void>();
    printer.onRequest = ({ operation }) => operation === CREATE_JOB && refused.resolve();
    const print = new Print(driver, await pdf(1));
    await refused.promise;
    print.callOff();
    expect(await print.ended).toMatchObject({ type: 'not_printed' });
    expect(print.types).toEqual(['not_printed']);
  });
});

describe('the status', () => {
  it('says what is wrong and who is at work', async () => {
    const printer = await startPrinter();
    const driver = driverFor(printer.url);
    expect(await driver.status()).toEqual({ conditions: [], busy: false, supplies: [] });
    printer.emptyTray();
    printer.openCover();
    await new Print(driver, await pdf(1)).until('blocked');
    expect(await driver.status()).toEqual({
      conditions: ['cover_open', 'paper_out'],
      busy: true,
      supplies: [],
    });
  });

  it('is offline when nobody listens, and good again when somebody does', async () => {
    const printer = await startPrinter();
    const driver = driverFor(printer.url);
    await driver.status();
    await printer.stop();
    expect(await driver.status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
    await printer.start();
    expect(await driver.status()).toEqual({ conditions: [], busy: false, supplies: [] });
  });
});
