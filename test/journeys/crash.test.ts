/** The power goes at any moment: fifty times the agent or the server is killed somewhere between card and paper. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import { readCardFile } from '#sim/reader/card-file.ts';
import { seeded } from '#sim/reader/card-line.ts';
import { verifyAudit } from '../../server/audit/audit.ts';
import { type OpenDatabase, openDatabase } from '../../server/store/database.ts';
import { buildHouse, type House } from './house.ts';
import { openVisit, ScreenClient, wishCertificate } from './screen-client.ts';

const KILLS = 50;
const SEED = 20261122;
/** From the card on the plate to paper out takes about this long here; the kill falls anywhere within. */
const SPAN_MS = 900;
type Step = 'visit' | 'issue' | 'print' | 'over';
const SETTLED = new Set(['done', 'not_printed', 'uncertain', 'refused']);
const CARD = readCardFile(join(import.meta.dirname, '../sim/cards'), 'wang-yangli.json');

/** Where the journey stood when a kill fell. */
const struck: Record<Step, number> = { visit: 0, issue: 0, print: 0, over: 0 };
let step: Step = 'over';
let house: House;
let database: OpenDatabase;

beforeAll(async () => {
  house = await buildHouse({ msPerPage: 60 });
  database = await openDatabase({ dir: join(house.dir, 'database') });
}, 60_000);

afterAll(async () => {
  await database.close();
  await house.tearDown();
});

it(`prints no copy twice and loses no record in ${KILLS} kills at random points`, {
  timeout: 480_000,
}, async () => {
  const random = seeded(SEED);
  const issued: CertificateIssued[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const victim = random() < 0.5 ? 'agent' : 'server';
    const [answer] = await Promise.all([journey(), killAfter(victim, random() * SPAN_MS)]);
    issued.push(answer);
  }
  const jobs = await settledJobs();
  const papers = new Map<string, number>();
  for (const { job } of house.pages.papers) papers.set(job, (papers.get(job) ?? 0) + 1);
  const copies = jobs.filter(({ copy }) => copy !== null);
  const count = (state: string) => copies.filter((job) => job.state === state).length;
  console.log(
    `kills: ${KILLS} (seed ${SEED}), while ${JSON.stringify(struck)}; copies: ${copies.length}; papers: ${house.pages.papers.length}; ` +
      `copies with two papers: ${[...papers.values()].filter((n) => n > 1).length}; ` +
      `done: ${count('done')}, not printed: ${count('not_printed')}, uncertain: ${count('uncertain')}`,
  );

  expect(copies.filter(({ job }) => (papers.get(job) ?? 0) > 1)).toEqual([]);
  expect(copies.filter(({ job, state }) => state === 'done' && papers.get(job) !== 1)).toEqual([]);
  expect(copies.filter(({ job, state }) => state === 'not_printed' && papers.has(job))).toEqual([]);
  expect(new Set(issued.map(({ number }) => number)).size).toBe(KILLS);
  const kept = await database.db.selectFrom('certificate').select('number').execute();
  expect(new Set(kept.map(({ number }) => number))).toEqual(new Set(issued.map(({ number }) => number)));
  expect(await verifyAudit(database.db)).toMatchObject({ kind: 'whole' });
});

async function killAfter(victim: 'agent' | 'server', ms: number): Promise<void> {
  await sleep(ms);
  struck[step] += 1;
  await house.kill(victim);
  await (victim === 'agent' ? house.startAgent() : house.startServer());
}

/** One resident who does not give up: every step is tried again until it succeeds, with the same request id. */
async function journey(): Promise<CertificateIssued> {
  const requestId = randomUUID();
  step = 'visit';
  const { token } = await untilItWorks(visit);
  step = 'issue';
  const answer = await untilItWorks(() => wishCertificate(house.serverUrl, token, requestId));
  step = 'print';
  await untilItWorks(() => printed(answer));
  step = 'over';
  house.reader.lift();
  return answer;
}

async function visit() {
  house.reader.lift();
  const screen = await ScreenClient.open(house.kioskUrl);
  try {
    await screen.until(
      ({ card, reader, server }) =>
        card.state === 'none' && !card.lying && reader.state === 'ready' && server === 'up',
    );
    screen.send({ type: 'begin' });
    house.reader.lay(CARD);
    return await openVisit(house.serverUrl, await screen.assertion());
  } finally {
    screen.close();
  }
}

/** Hands the order over, again after a kill; the job is over when the agent says how it ended. */
async function printed({ orders }: CertificateIssued): Promise<void> {
  const page = orders.find(({ printer }) => printer === 'page');
  const screen = await ScreenClient.open(house.kioskUrl);
  try {
    if (page) screen.send({ type: 'print', order: page.order });
    await screen.until(
      ({ jobs }) => jobs.some(({ job, state }) => job === page?.job && SETTLED.has(state)),
      5000,
    );
  } finally {
    screen.close();
  }
}

async function untilItWorks<T>(step: () => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      return await step();
    } catch (fault) {
      last = fault;
      await sleep(100);
    }
  }
  throw last;
}

/** The outbox brings the last outcomes: waits until the server knows how every page job ended. */
async function settledJobs() {
  for (let look = 0; look < 100; look += 1) {
    const jobs = await database.db
      .selectFrom('print_job')
      .select(['job', 'state', 'copy'])
      .where('printer', '=', 'page')
      .execute();
    if (jobs.every(({ state }) => state !== 'ordered')) return jobs;
    await sleep(100);
  }
  throw new Error('some jobs were never settled at the server');
}
