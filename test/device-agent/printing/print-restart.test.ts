import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import { order } from './orders.ts';
import { PrintBench } from './print-bench.ts';

let bench: PrintBench;
beforeEach(() => {
  bench = new PrintBench();
});
afterEach(() => bench.close());

/** One blank page (ISO 32000-1, 7.5), with the cross-reference table left to the reader to mend. */
const BLANK = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

it('runs after a restart what was never begun, while its order is good', async () => {
  bench.page.state = { conditions: ['paper_out'], busy: false };
  const [one, late] = [order(), order({ exp: Math.floor(Date.now() / 1000) + 5 })];
  bench.queue.submit(one);
  bench.queue.submit(late);
  await bench.see(one.job, { state: 'waiting' });
  await bench.restart();
  bench.now += 6000;
  bench.page.state = { conditions: [], busy: false };
  bench.queue.start();
  await bench.see(one.job, { state: 'done' });
  await bench.see(late.job, { state: 'not_printed' });
  expect(bench.papers.papers).toEqual([one.job]);
  expect(bench.unattended).toEqual(['page']); // whoever stood there may have gone
});

it('prints as many pages as the order said, also after a restart', async () => {
  bench.page.state = { conditions: ['paper_out'], busy: false };
  const one = order({ pages: 3 });
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting' });
  await bench.restart();
  bench.page.state = { conditions: [], busy: false };
  bench.queue.start();
  await bench.see(one.job, { state: 'done' });
  expect(bench.page.pages).toEqual([3]);
});

it('settles what was inside a printer, and takes back what was left there empty, before it prints anything', async () => {
  const [inside, next] = [order(), order()];
  for (const one of [next, inside]) bench.spool.accept(one);
  bench.spool.intend(inside.job, '7');
  const asked: unknown[] = [];
  bench.page.onStep = (step) => {
    if (step === 'create') asked.push(...bench.page.askedAbout);
  };
  bench.queue.start();
  await bench.see(inside.job, { state: 'not_printed' });
  await bench.see(next.job, { state: 'done' });
  expect(asked).toEqual([
    { name: inside.job, deviceJob: '7' },
    { name: next.job, deviceJob: undefined },
  ]);
});

it('leaves no empty job in a printer when it was killed between its creation and the intent', async () => {
  const printer = new PagePrinter({ dir: bench.dir });
  await printer.start();
  onTestFinished(() => printer.stop());
  const options = { url: printer.url, pollMs: 5 };
  const one = order();
  bench.fetchDocument = async () => BLANK;
  bench.spool.accept(one);
  const killed = ippPageDriver(options)
    .print({ name: one.job, mediaType: one.mediaType, bytes: BLANK, pages: 1 }, new AbortController().signal)
    [Symbol.asyncIterator]();
  expect(await killed.next()).toMatchObject({ value: { type: 'created' } });

  await bench.restart({ page: ippPageDriver(options) });
  bench.queue.start();
  await bench.see(one.job, { state: 'done' });
  expect(printer.jobs.map(({ state }) => state)).toEqual(['cancelled', 'completed']);
  expect(printer.papers).toHaveLength(1);
});

it('says of a job inside a printer that was taken out of the settings that nobody knows', async () => {
  const [untouched, inside] = [order({ printer: 'slip' }), order({ printer: 'slip' })];
  for (const one of [untouched, inside]) bench.spool.accept(one);
  bench.spool.intend(inside.job, '7');
  await bench.restart({ page: bench.page });
  bench.queue.start();
  await bench.see(inside.job, { state: 'uncertain', fault: 'print_uncertain' });
  await bench.see(untouched.job, { state: 'refused', fault: 'not_printed' });
});

it.each(['new', 'recovered'])('believes no printer that has no evidence to give: a %s job', async (which) => {
  bench.page.abilities = { ...bench.page.abilities, evidence: 'none' };
  const one = order();
  if (which === 'new') bench.queue.submit(one);
  else {
    bench.spool.accept(one);
    bench.spool.intend(one.job, '7');
    bench.papers.add({ at: 'paper', name: one.job });
    bench.queue.start();
  }
  await bench.see(one.job, { state: 'uncertain', fault: 'print_uncertain' });
});

it('reminds a slip printer after a restart of the slip that may hang in it, and of none that came out', async () => {
  const [hanging, next] = [order({ printer: 'slip' }), order({ printer: 'slip' })];
  bench.spool.accept(hanging);
  bench.spool.intend(hanging.job, '7');
  bench.spool.settle(hanging.job, 'uncertain', 'the slip printer is gone');
  await bench.restart();
  bench.queue.start();
  bench.queue.submit(next);
  await bench.see(next.job, { state: 'done' });
  expect(bench.slip.askedAbout).toEqual([{ name: hanging.job, deviceJob: '7' }]);
  await bench.restart();
  bench.queue.start();
  const another = order({ printer: 'slip' });
  bench.queue.submit(another);
  await bench.see(another.job, { state: 'done' });
  expect(bench.slip.askedAbout).toHaveLength(1);
});

it('prints on with a slip printer that cannot be reminded, and says so in the log', async () => {
  const [hanging, next] = [order({ printer: 'slip' }), order({ printer: 'slip' })];
  bench.spool.accept(hanging);
  bench.spool.intend(hanging.job, '7');
  bench.spool.settle(hanging.job, 'uncertain', 'the slip printer is gone');
  await bench.restart();
  const recover = bench.slip.recover.bind(bench.slip);
  bench.slip.recover = async (job) => {
    if (job.name === hanging.job) throw new Error('a fault of the driver');
    return recover(job);
  };
  bench.queue.start();
  bench.queue.submit(next);
  await bench.see(next.job, { state: 'done' });
  expect(bench.logged).toContainEqual(expect.objectContaining({ event: 'driver_failed', job: hanging.job }));
});

it('waits out what comes up before the intent no longer than the order is good for', async () => {
  bench.page.comesUp = ['cover_open'];
  const one = order({ exp: Math.floor(Date.now() / 1000) + 60 });
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting', fault: null });
  bench.now += 61_000;
  await bench.see(one.job, { state: 'not_printed' });
  expect(bench.papers.papers).toEqual([]);
});
