import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteExpired } from '../../../server/kiosks/expiry.ts';
import { consumeNonce, issueNonce, NONCE_LASTS_MS } from '../../../server/kiosks/nonces.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { TestKiosk } from '../test-kiosk.ts';

let database: TestDatabase;
const ours = new TestKiosk('hongqi-01');
const other = new TestKiosk('hongqi-02');
beforeAll(async () => {
  database = await testDatabase();
  await ours.enrol(database.db);
  await other.enrol(database.db);
});
afterAll(() => database.close());

it('refuses a nonce nobody issued', async () => {
  expect(await consumeNonce(database.db, ours.id, 'made-up')).toBe(false);
});

it("refuses another kiosk's nonce, and leaves it to its owner", async () => {
  const { nonce } = await issueNonce(database.db, ours.id);
  expect(await consumeNonce(database.db, other.id, nonce)).toBe(false);
  expect(await consumeNonce(database.db, ours.id, nonce)).toBe(true);
});

it('refuses a nonce from the millisecond it expires', async () => {
  const { nonce, expiresAt } = await issueNonce(database.db, ours.id);
  expect(await consumeNonce(database.db, ours.id, nonce, Date.parse(expiresAt))).toBe(false);
  expect(await consumeNonce(database.db, ours.id, nonce, Date.parse(expiresAt) - 1)).toBe(true);
});

it('lets one of 50 concurrent tries through', async () => {
  const { nonce } = await issueNonce(database.db, ours.id);
  const tries = await Promise.all(
    Array.from({ length: 50 }, () => consumeNonce(database.db, ours.id, nonce)),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
});

it('forgets nonces that nobody used', async () => {
  const { nonce } = await issueNonce(database.db, ours.id);
  await deleteExpired(database.db, new Date(Date.now() + NONCE_LASTS_MS + 1));
  expect(await consumeNonce(database.db, ours.id, nonce)).toBe(false);
});
