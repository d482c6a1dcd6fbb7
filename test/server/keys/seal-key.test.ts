import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSeal } from '../../../server/keys/seal-key.ts';

const NOW = Date.parse('2026-11-22T04:00:00Z');
const YEAR_MS = 365.25 * 86_400_000;
const ISSUER = '红旗社区居民委员会';
const RENAMED = '样例新区红旗社区居民委员会';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linli-seal-'));
});
afterEach(() => rm(dir, { recursive: true }));

const keep = async (organisation = ISSUER, now = NOW) => {
  const seal = await keepSeal(dir, organisation, now);
  return { ...seal, leaf: new X509Certificate(seal.certificate), root: new X509Certificate(seal.authority) };
};

it.each(['authority.json', 'authority.pem', 'seal.json', 'seal-'])(
  'refuses a damaged %s in a sentence, and leaves it as it is',
  async (name) => {
    await keep();
    const names = await readdir(dir);
    const file = join(dir, names.includes(name) ? name : (names.find((each) => each.startsWith(name)) ?? ''));
    await writeFile(file, '-----BEGIN CERT');
    const keeping = keep();
    await expect(keeping).rejects.toMatchObject({ name: 'KeyFault', code: 'key_damaged' });
    await expect(keeping).rejects.toThrow(`${file} does not hold`);
    await expect(keeping).rejects.toThrow('put back the copy you kept');
    expect(await readFile(file, 'utf8')).toBe('-----BEGIN CERT');
  },
);

it.each(['authority.json', 'authority.pem', 'seal.json'])(
  'refuses a %s of another community',
  async (name) => {
    await keep();
    const other = await mkdtemp(join(tmpdir(), 'linli-seal-'));
    await keepSeal(other, ISSUER, NOW);
    await writeFile(join(dir, name), await readFile(join(other, name)));
    await rm(other, { recursive: true });
    await expect(keep()).rejects.toMatchObject({ code: 'key_damaged' });
  },
);

it('makes an authority until 2056 and a seal for ten years, each file for the owner alone', async () => {
  const { leaf, root } = await keep();
  expect(leaf.subject).toBe(`C=CN\nO=${ISSUER}\nCN=社区证明专用章`);
  expect(leaf.validToDate.toISOString()).toBe('2036-11-21T04:00:00.000Z');
  expect(root.validFromDate.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(root.validToDate.toISOString()).toBe('2056-01-01T00:00:00.000Z');
  expect(leaf.verify(root.publicKey)).toBe(true);
  for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
});

it('keeps all of it over a restart, years later', async () => {
  const [first, second] = [await keep(), await keep(ISSUER, NOW + 8 * YEAR_MS)];
  expect(second.leaf.fingerprint256).toBe(first.leaf.fingerprint256);
  expect(second.root.fingerprint256).toBe(first.root.fingerprint256);
});

it('gives a renamed organisation another certificate, by the same authority for the same key', async () => {
  const before = await keep();
  const after = await keep(RENAMED, NOW + YEAR_MS);
  expect(after.leaf.subject).toContain(`O=${RENAMED}`);
  expect(after.leaf.publicKey.equals(before.leaf.publicKey)).toBe(true);
  expect(after.root.fingerprint256).toBe(before.root.fingerprint256);
  expect(before.leaf.verify(after.root.publicKey)).toBe(true);
  expect((await keep(ISSUER, NOW + YEAR_MS)).leaf.fingerprint256).toBe(before.leaf.fingerprint256);
});

it('renews a certificate in its last year, and keeps the former', async () => {
  const before = await keep();
  const after = await keep(ISSUER, NOW + 9.2 * YEAR_MS);
  expect(after.leaf.fingerprint256).not.toBe(before.leaf.fingerprint256);
  expect(after.leaf.publicKey.equals(before.leaf.publicKey)).toBe(true);
  expect(after.leaf.verify(before.root.publicKey)).toBe(true);
  expect((await readdir(dir)).filter((name) => /^seal-.*\.pem$/u.test(name))).toHaveLength(2);
});

it('makes a new one when the clock went ahead at the first start and has come back', async () => {
  const ahead = await keep(ISSUER, NOW + 2 * YEAR_MS);
  const { leaf, root } = await keep();
  expect(root.fingerprint256).toBe(ahead.root.fingerprint256);
  expect(leaf.fingerprint256).not.toBe(ahead.leaf.fingerprint256);
  expect(leaf.validFromDate.getTime()).toBeLessThan(NOW);
});
