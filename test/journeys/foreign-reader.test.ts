/** A reader that somebody else built to the published frames works by kiosk.yaml alone: on a serial line of any speed, and over a network. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { openPty, type Pty } from '#sim/pty.ts';
import { ForeignReader } from '#sim/reader/foreign-reader.ts';
import { SerialServer } from '#sim/reader/serial-server.ts';
import { READ_MAINLAND } from '../device-agent/readers/sam/vectors.ts';
import { type Community, startCommunity } from './community.ts';
import { freePort } from './free-port.ts';
import { openVisit, ScreenClient } from './screen-client.ts';

const DEADLINE_MS = 120_000;
/** 测试甲, as the server says it. */
const MASKED_NAME = '测＊＊';

let dir: string;
let serverUrl: string;
let community: Community;
let pty: Pty;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-foreign-'));
});
afterEach(async () => {
  await community?.stop();
  pty?.unplug();
  rmSync(dir, { recursive: true, force: true });
}, DEADLINE_MS);

async function kioskWith(reader: object): Promise<ScreenClient> {
  const serverPort = await freePort();
  serverUrl = `http://127.0.0.1:${serverPort}`;
  const kioskFile = join(dir, 'kiosk.yaml');
  const kiosk = {
    kiosk: { id: 'foreign-01', name: '别人的读卡器' },
    server: { url: serverUrl },
    reader,
    data: { dir: join(dir, 'kiosk') },
  };
  writeFileSync(kioskFile, stringify(kiosk));
  community = await startCommunity({ args: ['--kiosk', kioskFile], serverPort });
  return ScreenClient.open(community.kiosk);
}

/** Plugs a reader in under the same name as the last; it understands its own speed only. */
async function plugIn(baud: number): Promise<ForeignReader> {
  pty?.unplug();
  pty = await openPty({ link: linkOf(dir) });
  const { path, write } = pty;
  const lineSpeed = () => Number(execFileSync('stty', ['-F', path, 'speed'], { encoding: 'utf8' }));
  const far = new ForeignReader({ write, card: READ_MAINLAND, baud, lineSpeed, seed: baud });
  pty.onData((bytes) => far.hear(bytes));
  return far;
}

const linkOf = (folder: string) => join(folder, 'usb-foreign-reader');

/** Lays the card and lifts it; answers the name under which the server opened a visit by it. */
async function visitBy(screen: ScreenClient, far: ForeignReader): Promise<string> {
  screen.send({ type: 'begin' });
  far.lay();
  const { visit } = await openVisit(serverUrl, await screen.assertion());
  far.lift();
  screen.send({ type: 'end_visit' });
  await screen.until(({ card }) => card.state === 'none');
  return visit.maskedName;
}

const isReady = ({ reader }: { reader: { state: string } }) => reader.state === 'ready';

describe('on a serial line', () => {
  it('is found and read at each of the five speeds, one plugged in after the other', {
    timeout: DEADLINE_MS,
  }, async () => {
    let far = await plugIn(115200);
    const screen = await kioskWith({ kind: 'serial', path: linkOf(dir), baud: 'auto' });
    await screen.until(({ reader, server }) => reader.state === 'ready' && server === 'up');
    expect(await visitBy(screen, far)).toBe(MASKED_NAME);
    for (const baud of [57600, 38400, 19200, 9600]) {
      far = await plugIn(baud);
      await screen.until((snapshot) => !isReady(snapshot));
      await screen.until(isReady);
      expect(await visitBy(screen, far)).toBe(MASKED_NAME);
    }
    screen.close();
  });
});

describe('behind a serial server on the network', () => {
  it('is read, and found again after the server was restarted', { timeout: DEADLINE_MS }, async () => {
    const far = await plugIn(115200);
    const box = await SerialServer.open(pty.path, { drips: true });
    const screen = await kioskWith({ kind: 'tcp', host: '127.0.0.1', port: box.port });
    await screen.until(({ reader, server }) => reader.state === 'ready' && server === 'up');
    expect(await visitBy(screen, far)).toBe(MASKED_NAME);
    box.reset();
    await screen.until((snapshot) => !isReady(snapshot));
    await screen.until(isReady);
    expect(await visitBy(screen, far)).toBe(MASKED_NAME);
    expect(box.connections).toBe(2);
    screen.close();
    await box.close();
  });
});
