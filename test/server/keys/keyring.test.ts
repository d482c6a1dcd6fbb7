import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKeyring } from '../../../server/keys/keyring.ts';

const ISSUER = '红旗社区居民委员会';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-keys-'));
});
afterEach(() => rm(dir, { recursive: true }));

it.each([
  'issuer.json',
  'orders.json',
  'assertions.json',
  'authority.json',
  'seal.json',
  'fields.key',
  'index.key',
])('refuses a damaged %s instead of making a new one', async (name) => {
  await openKeyring(dir, ISSUER);
  await writeFile(join(dir, name), '{"half');
  await expect(openKeyring(dir, ISSUER)).rejects.toMatchObject({ code: 'key_damaged' });
  expect(await readFile(join(dir, name), 'utf8')).toBe('{"half');
});

it('keeps every key for the owner alone', async () => {
  await openKeyring(dir, ISSUER);
  const names = await readdir(dir);
  expect(names.sort()).toEqual([
    'assertions.json',
    'authority.json',
    'authority.pem',
    'fields.key',
    'index.key',
    'issuer.json',
    'orders.json',
    expect.stringMatching(/^seal-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.pem$/u),
    'seal.json',
  ]);
  for (const name of names) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
});

it('has the same keys after a restart', async () => {
  const [first, second] = [await openKeyring(dir, ISSUER), await openKeyring(dir, ISSUER)];
  expect(second.issuer.publicJwk).toEqual(first.issuer.publicJwk);
  expect(second.issuer.kid).toMatch(/^[0-9a-f]{8}$/u);
  expect(second.index.of('1')).toEqual(first.index.of('1'));
  expect(second.seal.certificate).toEqual(first.seal.certificate);
});

it('gives servers that start at once the same keys', async () => {
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyring(dir, ISSUER)));
  expect(new Set(rings.map((ring) => JSON.stringify(ring.issuer.publicJwk))).size).toBe(1);
  expect(new Set(rings.map((ring) => Buffer.from(ring.seal.certificate).toString('hex'))).size).toBe(1);
  expect(new Set(rings.map((ring) => ring.index.of('1').toString('hex'))).size).toBe(1);
});
