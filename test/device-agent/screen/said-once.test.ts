import { rmSync } from 'node:fs';
import { parse } from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromAgent, MAX_MESSAGE_BYTES, type Photo } from '#agent/contract/messages.ts';
import { ScreenLink } from '../../../device-agent/screen/screen-link.ts';
import { snapshotOf } from '../../../device-agent/screen/snapshot.ts';
import { eventually } from '../eventually.ts';
import { builtScreen } from './built-screen.ts';
import { connectedScreen, ScreenClient } from './screen-client.ts';

let dir: string;
let link: ScreenLink;
let port: number;

beforeEach(async () => {
  dir = builtScreen();
  const printers = { page: null, slip: null };
  const nothing = { reader: undefined, card: undefined, printers, jobs: [] };
  link = new ScreenLink({
    port: 0,
    pagesDir: dir,
    welcome: {
      type: 'welcome',
      kiosk: { id: 'hongqi-01', name: '红旗' },
      serverUrl: 'http://x',
      pxPerMm: null,
    },
    snapshot: () => snapshotOf({ ...nothing, scanner: { state: 'ready' }, server: 'up' }),
    onCommand: () => {},
    onGone: () => {},
    log: () => {},
  });
  port = await link.listen();
});
afterEach(async () => {
  await link.close();
  rmSync(dir, { recursive: true });
});

const saidTo = (screen: ScreenClient) =>
  screen.told.filter(({ type }) => type === 'scanned' || type === 'photo');

it('what was scanned is said once to the page that is there, and to none that comes later', async () => {
  link.say({ type: 'scanned', code: 'before any page' });
  const first = await connectedScreen(port);
  link.say({ type: 'scanned', code: 'https://zm.example.cn/C/6BF3Q' });
  await eventually(
    () => saidTo(first),
    (said) => said.length > 0,
  );
  const second = await connectedScreen(port);
  expect(await first.closed).toBe(4001);
  link.say({ type: 'scanned', code: 'second' });
  await eventually(
    () => saidTo(second),
    (said) => said.length > 0,
  );
  expect(saidTo(first)).toEqual([{ type: 'scanned', code: 'https://zm.example.cn/C/6BF3Q' }]);
  expect(saidTo(second)).toEqual([{ type: 'scanned', code: 'second' }]);
});

it('a page that has not shown its ticket is told nothing', async () => {
  const stranger = new ScreenClient(port);
  await stranger.opened();
  link.say({ type: 'scanned', code: 'secret' });
  const page = await connectedScreen(port);
  expect(stranger.told).toEqual([]);
  expect(saidTo(page)).toEqual([]);
});

it('the bitmap of a card’s photo fits into one message', async () => {
  const screen = await connectedScreen(port);
  const photo: Photo = {
    type: 'photo',
    laying: '7d3f1c52-92f0-4a5e-8f44-0a1f2b3c4d5e',
    mediaType: 'image/bmp',
    base64: Buffer.alloc(38_862, 'BM').toString('base64'),
  };
  link.say(photo);
  const [said] = await eventually(
    () => saidTo(screen),
    (all) => all.length > 0,
  );
  expect(parse(fromAgent, said)).toEqual(photo);
  expect(Buffer.byteLength(JSON.stringify(said))).toBeLessThan(MAX_MESSAGE_BYTES);
});

it('the scanner stands in the snapshot', async () => {
  const screen = await connectedScreen(port);
  expect(await screen.see(() => true)).toMatchObject({ scanner: { state: 'ready' } });
});
