import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dock, runDock } from '../sim/dock/run.ts';

const standIn = fileURLToPath(new URL('stand-in.ts', import.meta.url));
let dock: Dock;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dock-http-'));
  for (const folder of ['cards', 'pages']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, 'pages', '1.pdf'), '%PDF-1.7');
  writeFileSync(join(dir, 'secret.pdf'), 'not a paper');
  const programs = { reader: standIn, scanner: standIn, page: standIn, slip: standIn };
  dock = await runDock({ dir, port: 0, screen: null, cards: join(dir, 'cards'), programs });
});
afterAll(() => dock.close());

it('takes a command of a program that is no page', async () => {
  expect(await post('/do', { device: 'reader', do: 'lift' })).toBe(202);
});

it('says so when there is no code on a paper', async () => {
  expect(await post('/do', { device: 'scanner', do: 'show', paper: '1.pdf' })).toBe(422);
});

it('gives out a paper so that nothing in it can run', async () => {
  const response = await fetch(`${dock.url}/papers/page/1.pdf`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it.each([
  ['a foreign Host', { host: 'dock.example' }],
  ['a foreign Origin', { origin: 'http://evil.example' }],
  ['the Origin of a sandboxed page', { origin: 'null' }],
])('refuses %s', async (_what, headers) => {
  expect(await post('/do', { device: 'reader', do: 'lift' }, headers)).toBe(403);
});

it.each([
  ['a command that no device knows', { device: 'reader', do: 'explode' }],
  ['a card outside the folder of cards', { device: 'reader', do: 'lay', card: '../../etc/passwd' }],
  ['a paper outside the folder of papers', { device: 'scanner', do: 'show', paper: '../secret.pdf' }],
  ['a field too many', { device: 'page', do: 'jam', force: true }],
])('refuses %s', async (_what, body) => {
  expect(await post('/do', body)).toBe(400);
});

it.each(['/papers/page/..%2Fsecret.pdf', '/papers/page/secret.pdf', '/papers/reader/1.pdf'])(
  'gives out no file that is no paper: %s',
  async (path) => {
    expect((await fetch(dock.url + path)).status).toBe(404);
  },
);

/** node:http, since fetch will not send a Host or Origin of our choice. Answers the status. */
function post(path: string, body: object, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((done, fail) => {
    const asked = request(dock.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.once('error', fail).once('response', (response) => done(response.resume().statusCode));
    asked.end(JSON.stringify(body));
  });
}
