import { afterEach, beforeEach, expect, it } from 'vitest';
import { NonceReserve } from '../../../device-agent/link/nonce-reserve.ts';
import { Outbox } from '../../../device-agent/link/outbox.ts';
import { ServerLink } from '../../../device-agent/link/server-link.ts';
import { eventually } from '../eventually.ts';
import { keyPairs } from '../identity/identities.ts';
import { order, PDF, sha256Of } from '../printing/orders.ts';
import { PrintBench } from '../printing/print-bench.ts';
import { StandInServer } from './stand-in-server.ts';

let keys: Awaited<ReturnType<typeof keyPairs>>;
let server: StandInServer;
let link: ServerLink;
let logged: unknown[];
/** How far the kiosk's clock is ahead. */
let aheadMs: number;
beforeEach(async () => {
  aheadMs = 0;
  keys = await keyPairs();
  logged = [];
  server = await new StandInServer(keys).start();
  link = linkThatWaits(30_000);
});
afterEach(() => server.stop());

function linkThatWaits(answerWithinMs: number): ServerLink {
  return new ServerLink({
    url: server.url,
    identity: keys.identity,
    log: (event, fields) => logged.push({ event, ...fields }),
    answerWithinMs,
    now: () => Date.now() + aheadMs,
  });
}

const HEARTBEAT = { reader: { state: 'ready', conditions: [] }, printers: { page: null, slip: null } };

it('proves each request, with and without a body', async () => {
  expect((await link.nonce()).nonce).toBe(server.nonces[0]);
  await link.heartbeat(HEARTBEAT);
  expect(server.bodiesOf('/api/kiosks/heartbeats')).toEqual([HEARTBEAT]);
  expect(link.state).toBe('up');
});

it('fetches a document by its hash', async () => {
  expect(Buffer.from(await link.document(sha256Of(PDF)))).toEqual(PDF);
});

it.each([
  ['document_altered', Buffer.from('%PDF-1.7 other')],
  ['document_altered', Buffer.alloc(9 * 1024 * 1024)],
  ['document_unavailable', undefined],
])('says %s and hands out nothing', async (code, bytes) => {
  const name = sha256Of(Buffer.from('wanted'));
  if (bytes) server.documents.set(name, bytes);
  await expect(link.document(name)).rejects.toMatchObject({ code });
});

it('goes down and up with the server, and says so once each', async () => {
  let changes = 0;
  link.onChange(() => {
    changes += 1;
  });
  await link.nonce();
  await server.stop();
  await expect(link.nonce()).rejects.toMatchObject({ code: 'server_unreachable' });
  await expect(link.nonce()).rejects.toMatchObject({ code: 'server_unreachable' });
  expect(link.state).toBe('down');
  await server.start();
  await link.nonce();
  expect(link.state).toBe('up');
  expect(changes).toBe(3);
});

it('takes a server that says nothing for down', async () => {
  const silence = Promise.withResolvers<void>();
  server.gate = silence.promise;
  const hasty = linkThatWaits(20);
  await expect(hasty.nonce()).rejects.toMatchObject({ code: 'server_unreachable' });
  expect(hasty.state).toBe('down');
  silence.resolve();
});

it.each([500, 401])('takes a server that answers %i for down', async (status) => {
  server.status = status;
  await expect(link.nonce()).rejects.toMatchObject({ code: 'server_unreachable' });
  expect(link.state).toBe('down');
  expect(logged).toContainEqual({ event: 'server_refused', status, fault: 'internal' });
});

it('logs why the server refuses it: with a clock that jumped nobody else would guess', async () => {
  aheadMs = 3_600_000;
  await expect(link.nonce()).rejects.toMatchObject({ code: 'server_unreachable' });
  const sentence = 'the clock is off';
  expect(logged).toContainEqual({ event: 'server_refused', status: 401, fault: 'proof_invalid', sentence });
  aheadMs = 0;
  await link.nonce();
  expect(link.state).toBe('up');
});

it('has a nonce in hand before it is asked for one, and gives each away once', async () => {
  const reserve = new NonceReserve(() => link.nonce());
  reserve.prepare();
  reserve.prepare();
  await eventually(
    () => server.nonces.length,
    (count) => count === 1,
  );
  expect(await reserve.take()).toBe(server.nonces[0]);
  expect(await reserve.take()).toBe(server.nonces[1]);
});

it('gives no nonce that is about to end', async () => {
  server.nonceForMs = 5000;
  const reserve = new NonceReserve(() => link.nonce());
  reserve.prepare();
  await eventually(
    () => server.nonces.length,
    (count) => count === 1,
  );
  server.nonceForMs = 120_000;
  expect(await reserve.take()).toBe(server.nonces[1]);
});

it('asks again for a nonce that could not be fetched ahead', async () => {
  await server.stop();
  const reserve = new NonceReserve(() => link.nonce());
  reserve.prepare();
  await eventually(
    () => logged,
    () => link.state === 'down',
  );
  await expect(reserve.take()).rejects.toMatchObject({ code: 'server_unreachable' });
  await server.start();
  expect(await reserve.take()).toBe(server.nonces[0]);
});

it('reports an end after the server was away, once', async () => {
  const bench = new PrintBench();
  const { spool } = bench;
  const outbox = new Outbox({
    spool,
    report: (outcomes) => link.reportOutcomes(outcomes),
    log: (event) => logged.push({ event }),
    retryMs: [5],
  });
  await server.stop();
  const one = order();
  spool.accept(one);
  spool.settle(one.job, 'refused', 'document_altered');
  outbox.wake();
  await eventually(
    () => logged,
    (events) => JSON.stringify(events).includes('report_failed'),
  );
  await server.start();
  await eventually(
    () => spool.unreported(10),
    (jobs) => jobs.length === 0,
  );
  outbox.wake();
  outbox.stop();
  expect(server.bodiesOf('/api/kiosks/outcomes')).toEqual([
    {
      outcomes: [
        {
          job: one.job,
          document: one.document,
          outcome: 'not_printed',
          evidence: 'document_altered',
          at: new Date(bench.now).toISOString(),
        },
      ],
    },
  ]);
  await bench.close();
});
