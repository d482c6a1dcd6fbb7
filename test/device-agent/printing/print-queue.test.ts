import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LinkFault } from '../../../device-agent/link/server-link.ts';
import { SpoolFault } from '../../../device-agent/printing/spool-fault.ts';
import { eventually } from '../eventually.ts';
import { order, PDF } from './orders.ts';
import { PrintBench } from './print-bench.ts';

let bench: PrintBench;
beforeEach(() => {
  bench = new PrintBench();
});
afterEach(() => bench.close());

it('prints an order once and knows it afterwards', async () => {
  const one = order();
  bench.queue.submit(one);
  expect(bench.queue.view).toEqual([{ job: one.job, printer: 'page', state: 'queued', fault: null }]);
  await bench.see(one.job, { state: 'done', fault: null });
  expect(bench.page.printed).toEqual([PDF]);
  expect(bench.spool.find(one.job)).toMatchObject({ state: 'done', deviceJob: '7', evidence: 'one sheet' });
});

it('has the intent on the disk before byte one', async () => {
  const one = order();
  let atByteOne: string | undefined;
  bench.page.onStep = (step) => {
    if (step === 'byte_one') atByteOne = bench.spool.find(one.job)?.state;
  };
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'done' });
  expect(atByteOne).toBe('intent');
});

it('prints the same order handed over twice only once', async () => {
  const one = order();
  bench.queue.submit(one);
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'done' });
  bench.queue.submit(one);
  expect(bench.queue.view).toHaveLength(1);
  expect(bench.papers.papers).toEqual([one.job]);
});

it('prints a job once, though the server signed it again with another nonce', async () => {
  const one = order();
  bench.queue.submit(one);
  bench.queue.submit({ ...one, jti: randomUUID() });
  await bench.see(one.job, { state: 'done' });
  expect(bench.papers.papers).toEqual([one.job]);
});

it('refuses an order of a visit that is over', async () => {
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'done' });
  bench.queue.endVisit();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'refused', fault: 'order_replayed' });
  expect(bench.papers.papers).toEqual([one.job]);
});

it('refuses a nonce that belongs to another job, and a job that names another document', async () => {
  const one = order();
  bench.queue.submit(one);
  const thief = order({ jti: one.jti });
  bench.queue.submit(thief);
  await bench.see(thief.job, { state: 'refused', fault: 'order_replayed' });
  await bench.see(one.job, { state: 'done' });
  bench.queue.endVisit();
  bench.queue.submit(order({ job: one.job, document: 'a'.repeat(64) }));
  await bench.see(one.job, { state: 'refused', fault: 'order_replayed' });
  expect(bench.papers.papers).toEqual([one.job]);
});

it('lets no refused copy hide the job that is under way', async () => {
  const one = order();
  bench.queue.submit(one);
  bench.queue.refuse(one, 'order_altered');
  await bench.see(one.job, { state: 'done', fault: null });
});

it.each(['document_altered', 'document_unavailable'] as const)(
  'prints nothing when the document is %s',
  async (code) => {
    bench.fetchDocument = () => Promise.reject(new LinkFault(code));
    const one = order();
    bench.queue.submit(one);
    await bench.see(one.job, { state: 'refused', fault: code });
    expect(bench.papers.papers).toEqual([]);
    expect(bench.spool.unreported(10)).toMatchObject([{ job: one.job, state: 'refused', evidence: code }]);
  },
);

it('keeps an end in mind until the disk takes it', async () => {
  let refusals = 2;
  const settle = bench.spool.settle.bind(bench.spool);
  bench.spool.settle = (...end) => {
    refusals -= 1;
    if (refusals >= 0) throw new SpoolFault('disk_full', undefined);
    settle(...end);
  };
  const one = order();
  bench.queue.submit(one);
  await eventually(
    () => bench.spool.unreported(10),
    (ends) => ends.length === 1,
  );
  expect(bench.logged.filter((line) => JSON.stringify(line).includes('spool_failed'))).toHaveLength(2);
});

it('waits for the server to give the document', async () => {
  bench.fetchDocument = () => Promise.reject(new LinkFault('server_unreachable'));
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting', fault: 'server_unreachable' });
  bench.fetchDocument = async () => PDF;
  await bench.see(one.job, { state: 'done' });
});

it.each([
  { conditions: ['paper_out'] as const, busy: false },
  { conditions: [], busy: true },
])('waits for a printer that is %o, then prints', async (state) => {
  bench.page.state = state;
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting', fault: null });
  expect(bench.spool.find(one.job)?.state).toBe('queued');
  bench.page.state = { conditions: ['paper_low'], busy: false };
  await eventually(
    () => bench.papers.papers,
    (papers) => papers.length === 0,
  );
  bench.page.state = { conditions: [], busy: false };
  await bench.see(one.job, { state: 'done' });
});

it('gives a waiting job up when its order has expired', async () => {
  bench.page.state = { conditions: ['offline'], busy: false };
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting' });
  bench.now += 601_000;
  await bench.see(one.job, { state: 'not_printed', fault: 'not_printed' });
  expect(bench.spool.find(one.job)).toMatchObject({ state: 'not_printed', evidence: 'order_expired' });
});

it('gives a waiting job up when the resident goes, for nobody would take the paper', async () => {
  bench.page.state = { conditions: ['paper_out'], busy: false };
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting' });
  bench.queue.endVisit();
  expect(bench.queue.view).toEqual([]);
  await eventually(
    () => bench.spool.find(one.job)?.state,
    (state) => state === 'not_printed',
  );
  bench.page.state = { conditions: [], busy: false };
  expect(bench.papers.papers).toEqual([]);
});

it('says that a job is blocked inside the printer, and that it goes on', async () => {
  const one = order();
  bench.page.onStep = (step) => {
    if (step === 'byte_one') bench.page.state = { conditions: ['paper_out'], busy: true };
  };
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'blocked', fault: null });
  bench.page.state = { conditions: [], busy: false };
  await bench.see(one.job, { state: 'done' });
});

it('takes a blocked job back when the resident goes', async () => {
  const one = order();
  bench.page.onStep = (step) => {
    if (step === 'byte_one') bench.page.state = { conditions: ['paper_out'], busy: true };
  };
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'blocked' });
  bench.queue.endVisit();
  await eventually(
    () => bench.spool.find(one.job)?.state,
    (state) => state === 'not_printed',
  );
});

it('has one job inside a device at a time', async () => {
  const jobs = [order(), order(), order()];
  for (const one of jobs) bench.queue.submit(one);
  for (const { job } of jobs) await bench.see(job, { state: 'done' });
  expect(bench.page.mostInside).toBe(1);
  expect(bench.papers.papers).toEqual(jobs.map(({ job }) => job));
});

it('starts a receipt only after its page', async () => {
  const page = order();
  const receipt = order({ printer: 'slip', after: page.job, mediaType: 'application/vnd.linli.slip+json' });
  const gate = Promise.withResolvers<void>();
  bench.page.onStep = (step) => (step === 'paper' ? gate.promise : undefined);
  bench.queue.submit(page);
  bench.queue.submit(receipt);
  await bench.see(page.job, { state: 'printing' });
  expect(bench.slip.mostInside).toBe(0);
  gate.resolve();
  await bench.see(receipt.job, { state: 'done' });
  expect(bench.papers.papers).toEqual([page.job, receipt.job]);
});

it('prints no receipt for a page that was not printed', async () => {
  bench.fetchDocument = (sha256) =>
    sha256 === page.document ? Promise.reject(new LinkFault('document_altered')) : Promise.resolve(PDF);
  const page = order();
  const receipt = order({ printer: 'slip', after: page.job, document: 'b'.repeat(64) });
  bench.queue.submit(page);
  bench.queue.submit(receipt);
  await bench.see(receipt.job, { state: 'not_printed' });
  expect(bench.papers.papers).toEqual([]);
});

it('prints no receipt for a page of which nobody can tell', async () => {
  bench.page.onStep = (step) => {
    if (step === 'paper') throw new Error('the cable was torn');
  };
  const page = order();
  const receipt = order({ printer: 'slip', after: page.job });
  bench.queue.submit(page);
  bench.queue.submit(receipt);
  await bench.see(page.job, { state: 'uncertain' });
  await bench.see(receipt.job, { state: 'not_printed' });
  expect(bench.papers.papers).not.toContain(receipt.job);
});

it('calls a job uncertain when its driver gives up after byte one, and prints the next', async () => {
  const [one, other] = [order(), order()];
  bench.page.onStep = (step) => {
    if (step === 'paper') throw new Error('王样例');
  };
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'uncertain', fault: 'print_uncertain' });
  bench.page.onStep = () => {};
  bench.queue.submit(other);
  await bench.see(other.job, { state: 'done' });
  expect(JSON.stringify(bench.logged)).not.toContain('王样例');
});

it('refuses what is for a printer that this kiosk has not got', async () => {
  await bench.restart({ page: bench.page });
  const one = order({ printer: 'slip' });
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'refused', fault: 'not_printed' });
});

it('starts nothing while a paper lies in the mouth of its printer, and prints once it is gone', async () => {
  bench.slip.state = { conditions: ['paper_waiting'], busy: false };
  const [page, slip] = [order(), order({ printer: 'slip' })];
  bench.queue.submit(slip);
  bench.queue.submit(page);
  await bench.see(slip.job, { state: 'waiting', fault: null });
  await bench.see(page.job, { state: 'done' });
  expect(bench.slip.mostInside).toBe(0);
  bench.slip.state = { conditions: [], busy: false };
  await bench.see(slip.job, { state: 'done' });
});

it('knows when a job is inside its printer, and not while it waits', async () => {
  bench.page.state = { conditions: ['paper_waiting'], busy: false };
  const gate = Promise.withResolvers<void>();
  bench.page.onStep = (step) => (step === 'paper' ? gate.promise : undefined);
  const one = order();
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'waiting' });
  expect(bench.queue.isInside('page')).toBe(false);
  bench.page.state = { conditions: [], busy: false };
  await bench.see(one.job, { state: 'printing' });
  expect([bench.queue.isInside('page'), bench.queue.isInside('slip')]).toEqual([true, false]);
  gate.resolve();
  await bench.see(one.job, { state: 'done' });
  expect(bench.queue.isInside('page')).toBe(false);
});

it('tells of a paper that came out when its resident had gone, and of no other', async () => {
  const [stood, gone] = [order(), order()];
  bench.queue.submit(stood);
  await bench.see(stood.job, { state: 'done' });
  const gate = Promise.withResolvers<void>();
  bench.page.onStep = (step) => (step === 'paper' ? gate.promise : undefined);
  bench.queue.submit(gone);
  await bench.see(gone.job, { state: 'printing' });
  bench.queue.endVisit();
  expect(bench.unattended).toEqual([]);
  gate.resolve();
  await eventually(
    () => bench.unattended,
    (printers) => printers.length > 0,
  );
  expect(bench.unattended).toEqual(['page']);
});

it('begins nothing that expired, or whose resident left, while the printer was too busy to make the job', async () => {
  const [left, late] = [order(), order({ exp: Math.floor(Date.now() / 1000) + 60 })];
  const { promise: free, resolve } = Promise.withResolvers<void>();
  bench.page.onStep = (step) => (step === 'create' ? free : undefined);
  for (const one of [left, late]) bench.queue.submit(one);
  await bench.see(left.job, { state: 'printing' });
  bench.queue.endVisit();
  bench.now += 61_000;
  resolve();
  const settled = (job: string) => bench.spool.find(job)?.state;
  await eventually(
    () => [settled(left.job), settled(late.job)].join(),
    (states) => states === 'not_printed,not_printed',
  );
  expect(bench.papers.papers).toEqual([]);
});

it('calls off at its expiry a job that a busy printer has not made yet', async () => {
  const one = order({ exp: Math.floor(Date.now() / 1000) + 1 });
  bench.page.onStep = (step) => (step === 'create' ? bench.page.untilCalledOff() : undefined);
  bench.queue.submit(one);
  await bench.see(one.job, { state: 'not_printed' });
  expect(bench.papers.papers).toEqual([]);
});
