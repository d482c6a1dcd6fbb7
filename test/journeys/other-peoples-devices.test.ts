/** A real kiosk's way: kiosk.yaml names a serial line that somebody else's reader answers on, and Debian's own IPP printer. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readCardFile } from '#sim/reader/card-file.ts';
import { CardReader } from '#sim/reader/card-reader.ts';
import { IppEvePrinter } from '../printers/ipp/ippeveprinter.ts';
import { type Community, startCommunity } from './community.ts';
import { freePort } from './free-port.ts';
import { openVisit, ScreenClient, wishCertificate } from './screen-client.ts';

const DEADLINE_MS = 120_000;
/** A name that the certificate's first font cannot write. */
const CARD = readCardFile(join(import.meta.dirname, '../sim/cards'), 'zhou-shengpi.json');

let dir: string;
let serverUrl: string;
let reader: CardReader;
let printer: IppEvePrinter;
let community: Community;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linli-others-'));
  reader = await CardReader.plugIn({ baud: 19_200, seed: 7 });
  printer = await IppEvePrinter.start();
  const serverPort = await freePort();
  serverUrl = `http://127.0.0.1:${serverPort}`;
  const kioskFile = join(dir, 'kiosk.yaml');
  const kiosk = {
    kiosk: { id: 'others-01', name: '别人的读卡器和打印机' },
    server: { url: serverUrl },
    reader: { kind: 'serial', path: reader.path, baud: 'auto' },
    printers: { page: { kind: 'ipp', url: printer.url } },
    data: { dir: join(dir, 'kiosk') },
  };
  writeFileSync(kioskFile, stringify(kiosk));
  community = await startCommunity({ args: ['--kiosk', kioskFile], serverPort });
}, DEADLINE_MS);

afterAll(async () => {
  await community?.stop();
  await printer?.stop();
  reader?.unplug();
  rmSync(dir, { recursive: true, force: true });
}, DEADLINE_MS);

it('prints the certificate of a card read there, at the first start, without a dock', {
  timeout: DEADLINE_MS,
}, async () => {
  expect(community.dock).toBe('none');
  const screen = await ScreenClient.open(community.kiosk);
  await screen.until(({ reader, server }) => reader.state === 'ready' && server === 'up');
  screen.send({ type: 'begin' });
  reader.lay(CARD);
  const { token } = await openVisit(serverUrl, await screen.assertion());
  const { orders } = await wishCertificate(serverUrl, token);
  const page = orders.find((order) => order.printer === 'page');
  screen.send({ type: 'print', order: page?.order ?? '' });
  await screen.until(({ jobs }) => jobs.some(({ job, state }) => job === page?.job && state === 'done'));
  screen.close();

  const [paper = ''] = printer.papers;
  expect(printer.papers).toHaveLength(1);
  expect(execFileSync('pdftotext', [paper, '-'], { encoding: 'utf8' })).toContain(CARD.name);
});
