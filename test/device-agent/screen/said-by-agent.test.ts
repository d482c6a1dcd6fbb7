import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Agent } from '../../../device-agent/agent.ts';
import { jsonLog } from '../../../device-agent/log.ts';
import { Spool } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { Scanner } from '../../../device-agent/scanner/scanner.ts';
import { scannerLineOf } from '../../../device-agent/scanner/scanner-line-of.ts';
import { CodeScanner } from '../../sim/scanner.ts';
import { ScriptedStation } from '../card/scripted-station.ts';
import { WANG_READ } from '../card/wang.ts';
import { eventually } from '../eventually.ts';
import { KIOSK, keyPairs } from '../identity/identities.ts';
import { StandInServer } from '../link/stand-in-server.ts';
import { builtScreen } from './built-screen.ts';
import { connectedScreen, type ScreenClient } from './screen-client.ts';

const CODE = 'https://zm.example.cn/C/6BF3Q%20TT';
/** FF D8 FF E0 and a word: enough of a JPEG for whoever looks at its beginning. The decoder counts its runs. */
const DECODER = [
  '/bin/sh',
  '-c',
  'echo $$ >> "$1/runs"; cat > /dev/null; printf "\\377\\330\\377\\340 face"',
  'sh',
];
const SLOW_DECODER = ['/bin/sh', '-c', 'echo $$ >> "$1/runs"; while :; do sleep 1; done', 'sh'];

let dir: string;
let pagesDir: string;
let server: StandInServer;
let station: ScriptedStation;
let far: CodeScanner;
let agent: Agent;
let port: number;
let log: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'agent-'));
  pagesDir = builtScreen();
  station = new ScriptedStation();
  log = '';
  far = await CodeScanner.plugIn({ link: join(dir, 'scanner') });
});
afterEach(async () => {
  await agent.stop();
  await server.stop();
  far.unplug();
  for (const folder of [dir, pagesDir]) rmSync(folder, { recursive: true });
});

async function startAgent(photoDecoder?: readonly string[]): Promise<void> {
  const keys = await keyPairs();
  server = await new StandInServer(keys).start();
  const write = (line: string) => {
    log += line;
  };
  agent = new Agent({
    settings: {
      kiosk: { id: KIOSK, name: '红旗社区 01 号' },
      listen: { port: 0 },
      server: { url: server.url },
    },
    identity: keys.identity,
    station,
    scanner: new Scanner({
      line: scannerLineOf({ kind: 'serial', path: far.path, baud: 9600 }),
      log: jsonLog(write),
      watchPresenceEveryMs: 20,
    }),
    photoDecoder: photoDecoder && [...photoDecoder, dir],
    drivers: {},
    spool: new Spool(openSpoolDatabase(dir)),
    pagesDir,
    log: jsonLog(write),
  });
  port = await agent.start();
}

async function layCard(screen: ScreenClient): Promise<string> {
  screen.send({ type: 'begin' });
  await eventually(() => station.isAllowed, Boolean);
  station.lay(WANG_READ);
  const { card } = await screen.see((snapshot) => JSON.stringify(snapshot).includes('"laying"'));
  return (card as { laying: string }).laying;
}

const said = (screen: ScreenClient, type: string) => screen.told.filter((message) => message.type === type);
const runs = () => (existsSync(join(dir, 'runs')) ? readFileSync(join(dir, 'runs'), 'utf8').split('\n') : []);
const ready = (screen: ScreenClient) =>
  screen.see(({ scanner }) => JSON.stringify(scanner) === '{"state":"ready"}');

it('a code held to the scanner comes to the page that is there, and nothing of it into the log', async () => {
  await startAgent();
  const screen = await connectedScreen(port);
  await ready(screen);
  far.show(CODE);
  await eventually(
    () => said(screen, 'scanned'),
    (messages) => messages.length > 0,
  );
  expect(said(screen, 'scanned')).toEqual([{ type: 'scanned', code: CODE }]);
  expect(log).toContain('"event":"scanned","sentence":"34 characters, of a kind untold"');
  expect(log).not.toContain('6BF3Q');
});

it('a code that nobody was there for is not told to the next page', async () => {
  await startAgent();
  await eventually(
    () => agent.snapshot().scanner?.state,
    (state) => state === 'ready',
  );
  far.show(CODE);
  await eventually(
    () => log,
    (lines) => lines.includes('"scanned"'),
  );
  const screen = await connectedScreen(port);
  far.show('another');
  await eventually(
    () => said(screen, 'scanned'),
    (messages) => messages.length > 0,
  );
  expect(said(screen, 'scanned')).toEqual([{ type: 'scanned', code: 'another' }]);
});

it('a scanner that is unplugged is seen in the snapshot', async () => {
  await startAgent();
  const screen = await connectedScreen(port);
  await ready(screen);
  far.unplug();
  await screen.see(({ scanner }) => JSON.stringify(scanner) === '{"state":"absent"}');
});

it('the photo of a card comes after its snapshot, once, with its laying', async () => {
  await startAgent(DECODER);
  const screen = await connectedScreen(port);
  const laying = await layCard(screen);
  await eventually(
    () => said(screen, 'photo'),
    (photos) => photos.length > 0,
  );
  const base64 = Buffer.from('ffd8ffe02066616365', 'hex').toString('base64');
  expect(said(screen, 'photo')).toEqual([{ type: 'photo', laying, mediaType: 'image/jpeg', base64 }]);
  expect(runs()).toHaveLength(2); // one line and its end
});

it('the visit ends, and with it the program that still works on its photo', async () => {
  await startAgent(SLOW_DECODER);
  const screen = await connectedScreen(port);
  await layCard(screen);
  const [pid] = await eventually(runs, (lines) => lines.length > 1);
  screen.send({ type: 'end_visit' });
  await eventually(
    () => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '',
    (isAlive) => !isAlive,
  );
  expect([said(screen, 'photo'), log.includes('photo_not_decoded')]).toEqual([[], false]);
});

it('a decoder that is not there takes nothing from the visit', async () => {
  await startAgent(['/nowhere/wlt2bmp']);
  const screen = await connectedScreen(port);
  await layCard(screen);
  await eventually(
    () => log,
    (lines) => lines.includes('photo_not_decoded'),
  );
  expect(log).toContain('the decoder could not start: ENOENT');
  expect(said(screen, 'photo')).toEqual([]);
});
