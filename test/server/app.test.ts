import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kioskRoutes } from '../../server/routes/kiosks.ts';
import type { Route } from '../../server/routes/route.ts';
import { aboutRoutes } from '../../server/routes/unproven/about.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type TestKeys, testKeys } from './keys.ts';
import { type Serving, serve } from './serving.ts';

const SECRET = '610202195403120024';
const broken: Route = {
  method: 'get',
  path: '/api/broken',
  summary: 'Fails',
  answers: { 204: null },
  handle: () => Promise.reject(new TypeError(`no such resident: ${SECRET}`)),
};
/** EISDIR, which says `read` of itself as a broken connection does. */
const unreadable: Route = {
  ...broken,
  path: '/api/unreadable',
  handle: async () => {
    await readFile(pages);
  },
};

let database: TestDatabase;
let keys: TestKeys;
let serving: Serving;
let pages: string;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  pages = await mkdtemp(join(tmpdir(), 'linli-pages-'));
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>核验</title>');
  const never = () => Promise.reject(new Error('unused'));
  const routes = [...kioskRoutes(database.db, keys.keyring, never), broken, unreadable];
  serving = await serve([...routes, ...aboutRoutes(database.db, routes)], { '/C': pages });
});
afterAll(async () => {
  await serving.close();
  await Promise.all([database.close(), keys.close(), rm(pages, { recursive: true })]);
});

const post = (body: string, type = 'application/json') =>
  fetch(`${serving.url}/api/kiosks`, { method: 'POST', body, headers: { 'content-type': type } });

it.each<[string, string, string, number, string]>([
  ['half a JSON body', '{"kiosk": ', 'application/json', 400, 'malformed'],
  ['null for a body', 'null', 'application/json', 400, 'malformed'],
  ['no body', '', 'application/json', 400, 'malformed'],
  ['a body of another type', 'kiosk=1', 'application/x-www-form-urlencoded', 400, 'malformed'],
  ['a character set nobody knows', '{}', 'application/json; charset=klingon', 400, 'malformed'],
  ['70 kB', JSON.stringify({ name: '样'.repeat(24_000) }), 'application/json', 413, 'too_large'],
])('answers %s with a problem', async (_, body, type, status, code) => {
  const answer = await post(body, type);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
  expect(await answer.json()).toMatchObject({ status, code });
});

it('names the place of a wrong value, never the value', async () => {
  const answer = await post(JSON.stringify({ kiosk: SECRET.repeat(9), name: 7, code: 'A' }));
  const text = await answer.text();
  expect(text).toContain('name: not a valid string');
  expect(text).not.toContain(SECRET);
});

it('says nothing of what broke inside, to the caller or in the log', async () => {
  const answer = await fetch(`${serving.url}/api/broken`);
  expect(await answer.json()).toEqual({ title: 'internal', status: 500, code: 'internal' });
  expect(serving.logged).toMatchObject([{ event: 'request_failed' }]);
  expect(JSON.stringify(serving.logged)).not.toContain(SECRET);
});

it.each(['/api/nothing', '/elsewhere', '/C/nothing.js', '/C/..%2f..%2fetc%2fpasswd'])(
  'has nothing at %s',
  async (path) => {
    const answer = await fetch(serving.url + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  },
);

it.each([
  'https://evil.example',
  'http://127.0.0.1.evil.example',
  'http://localhost@evil.example',
  'https://localhost:7070',
  'http://192.168.1.9:7070',
  'null',
])('tells the origin %s nothing', async (origin) => {
  for (const method of ['GET', 'OPTIONS']) {
    const answer = await fetch(`${serving.url}/api/health`, { method, headers: { origin } });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  }
});

it.each(['http://127.0.0.1:7070', 'http://localhost:5173', 'http://[::1]:7070'])(
  'lets the screen at %s call',
  async (origin) => {
    const answer = await fetch(`${serving.url}/api/health`, { method: 'OPTIONS', headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  },
);

it('serves a page with a policy that lets nothing foreign in', async () => {
  const answer = await fetch(`${serving.url}/C/`);
  expect(await answer.text()).toContain('核验');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.has('set-cookie')).toBe(false);
});

it('describes every route it mounts', async () => {
  const description = (await (await fetch(`${serving.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: object }> } }>>;
  };
  expect(Object.keys(description.paths)).toEqual([
    '/api/kiosks',
    '/api/kiosks/nonces',
    '/api/kiosks/heartbeats',
    '/api/kiosks/outcomes',
    '/api/fleet',
    '/api/broken',
    '/api/unreadable',
    '/api/health',
    '/api/openapi.json',
  ]);
  const schema = description.paths['/api/kiosks']?.['post']?.requestBody?.content['application/json']?.schema;
  expect(schema).toMatchObject({ type: 'object', required: ['kiosk', 'name', 'code', 'publicKey'] });
});

it('does not take a file that cannot be read for a database that is away', async () => {
  const answer = await fetch(`${serving.url}/api/unreadable`);
  expect(answer.status).toBe(500);
});
