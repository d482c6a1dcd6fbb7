import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '#agent/contract/messages.ts';
import { ScreenLink } from '../../../device-agent/screen/screen-link.ts';
import { snapshotOf } from '../../../device-agent/screen/snapshot.ts';
import { Tickets } from '../../../device-agent/screen/tickets.ts';
import { eventually } from '../eventually.ts';
import { builtScreen } from './built-screen.ts';
import { ask, connectedScreen, ScreenClient, ticketOf } from './screen-client.ts';

let dir: string;
let link: ScreenLink;
let port: number;
let snapshot: Snapshot;
let heard: unknown[];
let departures: number;
let logged: string[];

beforeEach(async () => {
  dir = builtScreen();
  heard = [];
  departures = 0;
  logged = [];
  snapshot = snapshotOf({
    reader: { state: 'ready', fault: null, lastReading: null },
    scanner: undefined,
    card: undefined,
    printers: { page: null, slip: null },
    jobs: [],
    server: 'up',
  });
  link = linkOn(0);
  port = await link.listen();
});
afterEach(async () => {
  await link.close();
  rmSync(dir, { recursive: true });
});

function linkOn(port: number, pagesDir = dir, silentAfterMs = 60_000): ScreenLink {
  return new ScreenLink({
    port,
    pagesDir,
    welcome: {
      type: 'welcome',
      kiosk: { id: 'hongqi-01', name: '红旗社区 01 号' },
      serverUrl: 'http://192.168.1.10:8080',
      pxPerMm: null,
    },
    snapshot: () => snapshot,
    onCommand: (command) => heard.push(command),
    onGone: () => {
      departures += 1;
    },
    log: (event) => logged.push(event),
    helloWithinMs: 200,
    silentAfterMs,
  });
}

const evil = () => `evil.example:${port}`;

describe('Host', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('%s is served', async (name) => {
    const { status } = await ask(port, { headers: { host: `${name}:${port}` } });
    expect(status).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.', '0.0.0.0', '127.1', '192.168.1.7'])(
    '%s is misdirected',
    async (name) => {
      const { status, body } = await ask(port, { headers: { host: `${name}:${port}` } });
      expect([status, body]).toEqual([421, '']);
    },
  );

  it('of another port is misdirected', async () => {
    expect((await ask(port, { headers: { host: '127.0.0.1:1' } })).status).toBe(421);
    expect((await ask(port, { headers: { host: '127.0.0.1' } })).status).toBe(421);
  });
});

describe('Origin', () => {
  it.each([
    ['the agent’s own', () => ({}), 101],
    ['the agent’s own by its other name', () => ({ origin: `http://localhost:${port}` }), 101],
    ['another site’s', () => ({ origin: 'https://evil.example' }), 403],
    ['null', () => ({ origin: 'null' }), 403],
    ['empty', () => ({ origin: '' }), 403],
    ['of another port on loopback', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    ['of another scheme', () => ({ origin: `https://127.0.0.1:${port}` }), 403],
    ['equal to a foreign Host', () => ({ origin: `http://${evil()}`, host: evil() }), 421],
    ['foreign, with our Host', () => ({ origin: `http://${evil()}` }), 403],
    ['ours, with a foreign Host', () => ({ host: evil() }), 421],
  ])('%s', async (_, headers, status) => {
    const client = new ScreenClient(port, { headers: headers() });
    expect(await client.opened()).toBe(status);
    client.close();
  });

  it('that is missing is refused', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    expect((await ask(port, { path: '/agent', headers: upgrade })).status).toBe(403);
  });
});

describe('the page', () => {
  it('carries a new ticket each time, and is never kept', async () => {
    const [one, other] = [await ticketOf(port), await ticketOf(port)];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(one).not.toBe(other);
    expect((await ask(port)).headers['cache-control']).toBe('no-store');
  });

  it('may run its own scripts and talk to agent and server only', async () => {
    const { headers } = await ask(port);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`script-src 'self'`);
    expect(policy).toContain(
      `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port} http://192.168.1.10:8080`,
    );
    expect(policy).toContain(`frame-ancestors 'none'`);
  });

  it('brings its files with their types', async () => {
    const script = await ask(port, { path: '/assets/main-abc123.js?x=1' });
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['/../package.json', '/assets/../../x', '/%2e%2e/package.json', '//', '/etc/passwd', '/agent'])(
    'has nothing at %s',
    async (path) => {
      expect((await ask(port, { path })).status).toBe(404);
    },
  );

  it('takes no other method', async () => {
    expect((await ask(port, { method: 'PUT' })).status).toBe(405);
  });

  it('has the browser forget everything at the end of a visit', async () => {
    const headers = { origin: `http://127.0.0.1:${port}` };
    const ended = await ask(port, { path: '/end', method: 'POST', headers });
    expect(ended.status).toBe(204);
    expect(ended.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    const foreign = { origin: 'http://evil.example' };
    expect((await ask(port, { path: '/end', method: 'POST', headers: foreign })).status).toBe(403);
    expect((await ask(port, { path: '/end' })).status).toBe(405);
  });
});

describe('the socket', () => {
  it('welcomes a page that shows its ticket, and tells it how things are', async () => {
    const screen = await connectedScreen(port);
    expect(screen.told).toEqual([
      {
        type: 'welcome',
        kiosk: { id: 'hongqi-01', name: '红旗社区 01 号' },
        serverUrl: 'http://192.168.1.10:8080',
        pxPerMm: null,
      },
      snapshot,
    ]);
  });

  it.each([
    ['a made-up ticket', { type: 'hello', ticket: 'x' }],
    ['a command before hello', { type: 'begin' }],
    ['no JSON', 'hello'],
    ['an unknown command', { type: 'open_the_till' }],
    ['an order that is too long', { type: 'print', order: 'x'.repeat(20_000) }],
  ])('closes on %s', async (_, message) => {
    const screen = new ScreenClient(port);
    await screen.opened();
    screen.send(message);
    expect(await screen.closed).toBe(1008);
    expect(heard).toEqual([]);
  });

  it('takes a ticket once', async () => {
    const ticket = await ticketOf(port);
    const closes = [];
    for (let count = 0; count < 2; count += 1) {
      const screen = new ScreenClient(port);
      await screen.opened();
      screen.send({ type: 'hello', ticket });
      closes.push(screen);
    }
    expect(await closes[1]?.closed).toBe(1008);
    expect(closes[0]?.told[0]?.type).toBe('welcome');
  });

  it('closes on silence instead of hello', async () => {
    const screen = new ScreenClient(port);
    expect(await screen.closed).toBe(1008);
  });

  it('hears commands, and closes on what is none', async () => {
    const screen = await connectedScreen(port);
    screen.send({ type: 'begin' });
    screen.send({ type: 'alive' });
    await eventually(
      () => heard.length,
      (count) => count === 2,
    );
    expect(heard).toEqual([{ type: 'begin' }, { type: 'alive' }]);
    screen.sendBytes(Buffer.from('{"type":"begin"}'));
    expect(await screen.closed).toBe(1008);
    await eventually(
      () => departures,
      (count) => count === 1,
    );
  });

  it('takes a page that says nothing for dead, and ends its visit', async () => {
    await link.close();
    link = linkOn(0, dir, 50);
    port = await link.listen();
    const screen = await connectedScreen(port);
    expect(await screen.closed).toBe(1006); // torn down: a frozen page answers no close
    await eventually(
      () => departures,
      (count) => count === 1,
    );
    expect(logged).toEqual(['screen_connected', 'screen_silent', 'screen_gone']);
  });

  it('keeps a page that says alive and nothing else', async () => {
    await link.close();
    link = linkOn(0, dir, 1000);
    port = await link.listen();
    const screen = await connectedScreen(port);
    const beating = setInterval(() => screen.send({ type: 'alive' }), 20);
    await eventually(
      () => heard.length,
      (count) => count === 55,
    );
    clearInterval(beating);
    expect(logged).toEqual(['screen_connected']);
    expect(await screen.closed).toBe(1006);
  });

  it('hears a command that comes in fragments', async () => {
    const screen = await connectedScreen(port);
    screen.sendFragments(['{"type":', '"begin"', '}']);
    await eventually(
      () => heard,
      () => heard.length === 1,
    );
    expect(heard).toEqual([{ type: 'begin' }]);
  });

  it('closes on fragments that would never end', async () => {
    const screen = await connectedScreen(port);
    screen.sendFragments([...Array.from({ length: 9 }, () => 'x'.repeat(8 * 1024)), '']);
    expect(await screen.closed).toBe(1009);
    expect(heard).toEqual([]);
  });

  it('is let go by the agent when it is refused, however long its caller holds on', async () => {
    const caller = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    const closed = new Promise((resolve) => caller.once('close', resolve).on('error', () => {}));
    const holding = setInterval(() => caller.readableEnded && caller.write('still here'), 5);
    caller
      .resume()
      .write(
        `GET /agent HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\n` +
          'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
    await closed;
    clearInterval(holding);
  });

  it('closes on a message that is too big', async () => {
    const screen = await connectedScreen(port);
    screen.send('x'.repeat(64 * 1024 + 1));
    expect(await screen.closed).toBe(1009);
  });

  it('serves one screen: a newer page takes the place of the older', async () => {
    const older = await connectedScreen(port);
    const newer = await connectedScreen(port);
    expect(await older.closed).toBe(4001);
    expect(departures).toBe(1);
    snapshot = { ...snapshot, server: 'down' };
    link.changed();
    await newer.see(({ server }) => server === 'down');
    newer.close();
    await eventually(
      () => departures,
      (count) => count === 2,
    );
  });

  it('makes one message of many changes, and none of no change', async () => {
    const screen = await connectedScreen(port);
    link.changed();
    snapshot = { ...snapshot, server: 'down' };
    link.changed();
    snapshot = { ...snapshot, card: { state: 'reading' } };
    link.changed();
    await screen.see(({ card }) => JSON.stringify(card) === '{"state":"reading"}');
    expect(screen.told).toHaveLength(3);
  });

  it('holds no more than eight at a time', async () => {
    const crowd = Array.from({ length: 8 }, () => new ScreenClient(port));
    expect(await Promise.all(crowd.map((one) => one.opened()))).toEqual(Array(8).fill(101));
    expect(await new ScreenClient(port).opened()).toBe(503);
    for (const one of crowd) one.close();
  });
});

it('lets a ticket go stale', () => {
  let now = 0;
  const tickets = new Tickets(30_000, () => now);
  const [late, good] = [tickets.issue(), tickets.issue()];
  now = 29_999;
  expect(tickets.redeem(good)).toBe(true);
  now = 30_000;
  expect(tickets.redeem(late)).toBe(false);
});

it('says that its port is taken, and what to do', async () => {
  const second = linkOn(port);
  await expect(second.listen()).rejects.toMatchObject({
    code: 'port_in_use',
    message: `127.0.0.1:${port} is in use by another program: stop it, or choose another listen.port`,
  });
});

it.each(['no folder', 'a folder without index.html', 'a page without a place for its ticket'])(
  'says that the screen is not built when it finds %s',
  (found) => {
    const empty = join(dir, 'empty');
    if (found !== 'no folder') mkdirSync(empty);
    if (found.startsWith('a page')) writeFileSync(join(empty, 'index.html'), '<p>');
    expect(() => linkOn(0, empty)).toThrow(`${empty} holds no built screen; build it first`);
  },
);

it('listens on the loopback address alone', async () => {
  // Linux answers on all of 127.0.0.0/8 for a socket that listens everywhere.
  await expect(ask(port, { address: '127.0.0.2' })).rejects.toThrow('ECONNREFUSED');
});
