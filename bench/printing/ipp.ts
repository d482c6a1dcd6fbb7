/** Asking Debian's ippeveprinter how it is and handing it a document, by us and by the `ipp` package, in turn. */
import type { PrinterDriver } from '#printers/contract.ts';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { IppEvePrinter } from '../../test/printers/ipp/ippeveprinter.ts';
import { percentile, print } from '../report/figure.ts';
import { Peer } from './ipp/peer.ts';
import { DRAWERS } from './page/drawers.ts';

const WARM_UP = 20;
const STATUS_ROUNDS = 400;
const SUBMIT_ROUNDS = 60;
const NEVER = new AbortController().signal;

interface Times {
  readonly ours: number[];
  readonly theirs: number[];
}

export async function benchIpp(): Promise<void> {
  const draw = await DRAWERS.linli();
  const bytes = Buffer.from(await draw());
  const printer = await IppEvePrinter.start();
  await measure(printer.url, bytes).finally(() => printer.stop());
}

async function measure(url: string, bytes: Buffer): Promise<void> {
  const driver = ippPageDriver({ url, pollMs: 20 });
  const peer = new Peer(url);
  report('ipp_status', await statusRounds(driver, peer), 10);
  report('ipp_submit', await submitRounds(driver, peer, bytes), 20);
  await driver.close();
}

async function statusRounds(driver: PrinterDriver, peer: Peer): Promise<Times> {
  const times: Times = { ours: [], theirs: [] };
  for (let round = 0; round < WARM_UP + STATUS_ROUNDS; round += 1) {
    const ours = await msOf(() => driver.status());
    const theirs = await msOf(() => peer.status());
    if (round >= WARM_UP) note(times, ours, theirs);
  }
  return times;
}

/** Both make the job first and send the document then. The next one waits until the paper is out. */
async function submitRounds(driver: PrinterDriver, peer: Peer, bytes: Buffer): Promise<Times> {
  const times: Times = { ours: [], theirs: [] };
  for (let round = 0; round < SUBMIT_ROUNDS; round += 1) {
    const ours = await ourSubmission(driver, `ours-${round}`, bytes);
    await untilFree(driver);
    const theirs = await msOf(() => peer.submit(`theirs-${round}`, bytes));
    await untilFree(driver);
    if (round > 0) note(times, ours, theirs);
  }
  return times;
}

/** To the event `sent`; then on to the paper. */
async function ourSubmission(driver: PrinterDriver, name: string, bytes: Buffer): Promise<number> {
  const from = performance.now();
  let sentMs = Number.NaN;
  const job = { name, mediaType: 'application/pdf', bytes, pages: 1 };
  for await (const event of driver.print(job, NEVER)) {
    if (event.type === 'sent') sentMs = performance.now() - from;
    if (event.type === 'not_printed' || event.type === 'uncertain') throw new Error(event.reason);
  }
  return sentMs;
}

async function untilFree(driver: PrinterDriver): Promise<void> {
  while ((await driver.status()).busy);
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function note({ ours, theirs }: Times, our: number, their: number): void {
  ours.push(our);
  theirs.push(their);
}

function report(figure: string, { ours, theirs }: Times, aimMs: number): void {
  const theirP95 = percentile(theirs, 0.95).toFixed(2);
  const against = `the ipp package ${theirP95} ms; aim at most ${aimMs}`;
  print({ bench: 'printing', figure: `${figure}_p95`, value: percentile(ours, 0.95), unit: 'ms', against });
  const value = percentile(ours, 0.5) / percentile(theirs, 0.5);
  print({
    bench: 'printing',
    figure: `${figure}_ratio`,
    value,
    unit: 'ratio',
    against: 'the ipp package, medians',
  });
}
