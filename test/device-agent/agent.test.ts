import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactDecrypt, compactVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { Agent } from '../../device-agent/agent.ts';
import { jsonLog } from '../../device-agent/log.ts';
import { Spool } from '../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../device-agent/printing/spool-database.ts';
import { ScriptedStation } from './card/scripted-station.ts';
import { eventually } from './eventually.ts';
import { type KeyPairs, KIOSK, keyPairs } from './identity/identities.ts';
import { StandInServer } from './link/stand-in-server.ts';
import { order, PDF, sha256Of, signed } from './printing/orders.ts';
import { PaperLog } from './printing/paper-log.ts';
import { ScriptedPrinter } from './printing/scripted-printer.ts';
import { builtScreen } from './screen/built-screen.ts';
import { connectedScreen, type ScreenClient } from './screen/screen-client.ts';

const CARD: CardRecord = {
  kind: 'mainland',
  name: '鸢样例',
  sexCode: '2',
  ethnicCode: '01',
  birth: '1954-03-12',
  address: '陕西省铜川市王益区鸢尾路12号',
  idNumber: '61020219540312002X',
  authority: '样例市公安局',
  validFrom: '2014-05-01',
  validTo: 'long_term',
};
const PERSONAL = ['样例', '鸢尾', '61020219540312002X', '1954-03-12'];

let dir: string;
let pagesDir: string;
let keys: KeyPairs;
let server: StandInServer;
let station: ScriptedStation;
let page: ScriptedPrinter;
let agent: Agent;
let screen: ScreenClient;
let log: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'agent-'));
  pagesDir = builtScreen();
  keys = await keyPairs();
  server = await new StandInServer(keys).start();
  station = new ScriptedStation();
  page = new ScriptedPrinter(new PaperLog(dir), 'page');
  log = '';
  agent = new Agent({
    settings: {
      kiosk: { id: KIOSK, name: '红旗社区 01 号' },
      listen: { port: 0 },
      server: { url: server.url },
      screen: { shortSideMm: 300, shortSidePx: 1080 },
    },
    identity: keys.identity,
    station,
    drivers: { page },
    spool: new Spool(openSpoolDatabase(dir)),
    pagesDir,
    log: jsonLog((line) => {
      log += line;
    }),
    pollMs: 5,
  });
  screen = await connectedScreen(await agent.start());
});
afterEach(async () => {
  await agent.stop();
  await server.stop();
  for (const folder of [dir, pagesDir]) rmSync(folder, { recursive: true });
});

type Card = Record<string, unknown>;
const cardIn = (snapshot: Record<string, unknown>) => snapshot['card'] as Card;
const jobsIn = (snapshot: Record<string, unknown>) => snapshot['jobs'] as Card[];
const lastHeartbeat = () => JSON.stringify(server.bodiesOf('/api/kiosks/heartbeats').at(-1) ?? null);

async function layCard(): Promise<Card> {
  screen.send({ type: 'begin' });
  await eventually(
    () => station.isAllowed,
    (isAllowed) => isAllowed,
  );
  station.lay({ ...CARD });
  return cardIn(
    await screen.see((snapshot) => ['read', 'failed'].includes(String(cardIn(snapshot)['state']))),
  );
}

it('turns a card into an envelope that the server alone can open', async () => {
  const card = await layCard();
  expect(card).toMatchObject({ state: 'read', maskedName: '鸢＊＊', lying: true });
  const { plaintext } = await compactDecrypt(String(card['assertion']), keys.assertions.privateKey);
  const { payload } = await compactVerify(plaintext, keys.kiosk.publicKey);
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ nonce: server.nonces[0], card: CARD });
  expect(screen.told[0]).toMatchObject({ type: 'welcome', pxPerMm: 3.6 });
});

it('has fetched the nonce before the card is read', async () => {
  screen.send({ type: 'begin' });
  await eventually(
    () => server.nonces.length,
    (count) => count === 1,
  );
});

it('takes a card left lying for one visit, and a card laid again for another', async () => {
  const first = await layCard();
  const { card } = station.view;
  if (card.state === 'read') station.show({ ...card, lying: false });
  const lifted = await screen.see((snapshot) => cardIn(snapshot)['lying'] === false);
  expect(cardIn(lifted)).toEqual({ ...first, lying: false });
  station.forget();
  await screen.see((snapshot) => cardIn(snapshot)['state'] === 'none');
  const second = await layCard();
  expect(second['laying']).not.toBe(first['laying']);
});

it('prints what the server ordered, and tells the server', async () => {
  await layCard();
  const one = order();
  screen.send({ type: 'print', order: await signed(one, keys.orders.privateKey) });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['state'] === 'done');
  expect(page.printed).toEqual([PDF]);
  await eventually(
    () => server.bodiesOf('/api/kiosks/outcomes'),
    (reports) => reports.length === 1,
  );
  expect(server.bodiesOf('/api/kiosks/outcomes')).toMatchObject([
    { outcomes: [{ job: one.job, document: sha256Of(PDF), outcome: 'done', evidence: 'one sheet' }] },
  ]);
});

it.each([
  ['order_altered', { key: 'kiosk' }],
  ['order_for_another_kiosk', { aud: 'hongqi-02' }],
  ['order_expired', { exp: 1_700_000_000 }],
])(
  'refuses with %s and prints nothing',
  async (fault, { key, ...otherwise }: { key?: string; aud?: string; exp?: number }) => {
    const one = order(otherwise);
    const signer = key === 'kiosk' ? keys.kiosk : keys.orders;
    screen.send({ type: 'print', order: await signed(one, signer.privateKey) });
    const { jobs } = await screen.see((snapshot) => jobsIn(snapshot).length === 1);
    expect(jobs).toEqual([{ job: one.job, printer: 'page', state: 'refused', fault }]);
    expect(page.printed).toEqual([]);
  },
);

it('refuses an order of the visit before', async () => {
  const jws = await signed(order(), keys.orders.privateKey);
  screen.send({ type: 'print', order: jws });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['state'] === 'done');
  screen.send({ type: 'end_visit' });
  await screen.see((snapshot) => jobsIn(snapshot).length === 0);
  screen.send({ type: 'print', order: jws });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['fault'] === 'order_replayed');
  expect(page.printed).toHaveLength(1);
});

it('prints nothing when the document was exchanged on the server', async () => {
  server.documents.set(sha256Of(PDF), Buffer.from('%PDF-1.7 somebody else'));
  screen.send({ type: 'print', order: await signed(order(), keys.orders.privateKey) });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['fault'] === 'document_altered');
  expect(page.printed).toEqual([]);
});

it('says that the server is gone when it goes before the nonce came', async () => {
  await screen.see((snapshot) => snapshot['server'] === 'up');
  await server.stop();
  expect(await layCard()).toEqual({ state: 'failed', fault: 'server_unreachable', lying: true });
  await screen.see((snapshot) => snapshot['server'] === 'down');
  await server.start();
});

it('forgets card and jobs at the end of the visit', async () => {
  await layCard();
  screen.send({ type: 'end_visit' });
  await screen.see((snapshot) => cardIn(snapshot)['state'] === 'none' && jobsIn(snapshot).length === 0);
  expect(station.view.card).toEqual({ state: 'none', lying: false });
  expect(station.isAllowed).toBe(false);
});

it('forgets the card when the page goes', async () => {
  await layCard();
  screen.close();
  await eventually(
    () => station.view.card.state,
    (state) => state === 'none',
  );
  expect(station.isAllowed).toBe(false);
});

it('tells the server how its devices are, at once when that changes', async () => {
  await eventually(lastHeartbeat, (beat) => beat.includes('"page":{"state":"ready","conditions":[]'));
  station.view = { ...station.view, device: { state: 'lost', fault: 'reader_silent' } };
  station.forget();
  await eventually(lastHeartbeat, (beat) => beat.includes('"state":"lost","conditions":["reader_silent"]'));
});

const pageIn = (snapshot: Record<string, unknown>) => (snapshot['printers'] as Record<string, Card>)['page'];

async function printOne(): Promise<Record<string, unknown>> {
  const one = order();
  screen.send({ type: 'print', order: await signed(one, keys.orders.privateKey) });
  return await screen.see((snapshot) =>
    jobsIn(snapshot).some((each) => each['job'] === one.job && each['state'] === 'done'),
  );
}

it('tells staff of a paper that was perhaps left behind, until a later resident has taken one there', async () => {
  await printOne();
  screen.send({ type: 'paper_left' });
  await screen.see((snapshot) => pageIn(snapshot)?.['paperLeft'] === true);
  screen.send({ type: 'end_visit' });
  await eventually(lastHeartbeat, (beat) => beat.includes('"conditions":["paper_left"]'));
  expect(log).toContain('"event":"paper_left","device":"page","state":"guessed"');
  expect(pageIn(await printOne())?.['paperLeft']).toBe(true);
  screen.send({ type: 'end_visit' });
  await screen.see((snapshot) => pageIn(snapshot)?.['paperLeft'] === false);
  await eventually(lastHeartbeat, (beat) => beat.includes('"page":{"state":"ready","conditions":[]'));
});

it('tells staff of a paper that came when its resident had gone', async () => {
  const gate = Promise.withResolvers<void>();
  page.onStep = (step) => (step === 'paper' ? gate.promise : undefined);
  screen.send({ type: 'print', order: await signed(order(), keys.orders.privateKey) });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['state'] === 'printing');
  screen.send({ type: 'end_visit' });
  await screen.see((snapshot) => jobsIn(snapshot).length === 0);
  gate.resolve();
  await screen.see((snapshot) => pageIn(snapshot)?.['paperLeft'] === true);
});

it('shows what a printer lacks as soon as the printer tells', async () => {
  await screen.see((snapshot) => pageIn(snapshot)?.['state'] === 'ready');
  page.tell({ conditions: ['paper_out'], busy: false });
  const seen = await screen.see((snapshot) => pageIn(snapshot)?.['state'] === 'degraded');
  expect(pageIn(seen)).toMatchObject({ conditions: ['paper_out'] });
});

it('leaves nothing personal in its log, its files or its requests', async () => {
  await layCard();
  screen.send({ type: 'print', order: await signed(order(), keys.orders.privateKey) });
  await screen.see((snapshot) => jobsIn(snapshot)[0]?.['state'] === 'done');
  const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)));
  const kept = [log, JSON.stringify(server.heard), ...files.map((bytes) => bytes.toString('latin1'))];
  expect(log).toContain('"event":"job_');
  for (const word of PERSONAL) {
    const bytes = Buffer.from(word).toString('latin1');
    for (const text of kept) expect(text.includes(word) || text.includes(bytes)).toBe(false);
  }
  expect(JSON.stringify(screen.told)).not.toContain('样例');
});
