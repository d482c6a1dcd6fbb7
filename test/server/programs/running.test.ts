import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../server/store/database.ts';
import { findPostmaster } from '../../../server/store/embedded/postmaster.ts';
import { registerOf } from '../residents/register.ts';
import { TestKiosk } from '../test-kiosk.ts';
import { type House, openHouse, stop } from './house.ts';

const PATIENTLY = { timeout: 30_000, interval: 20 };

/** Each test starts whole programs with databases of their own. */
vi.setConfig({ testTimeout: 60_000 });

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

it('imports, enrols and revokes while it runs, and stops cleanly with its database', async () => {
  const { child, url } = await house.start();
  const file = join(house.dir, 'register.csv');
  await writeFile(file, registerOf(3));
  expect(await house.run('server/import-residents.ts', file)).toMatchObject({ code: 0 });
  const { stdout: code } = await house.run('server/enrol-kiosk.ts');
  const kiosk = new TestKiosk();
  const enrolled = await fetch(`${url}/api/kiosks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kiosk: kiosk.id,
      name: '样例一号机',
      code: code.trim(),
      publicKey: kiosk.publicKey,
    }),
  });
  expect(enrolled.status).toBe(201);
  expect((await kiosk.send(url, 'POST', '/api/kiosks/nonces')).status).toBe(201);
  expect((await house.run('server/enrol-kiosk.ts', '--revoke', kiosk.id)).code).toBe(0);
  expect((await kiosk.send(url, 'POST', '/api/kiosks/nonces')).status).toBe(401);
  expect(await stop(child, 'SIGINT')).toBe(0);
  expect(await findPostmaster(join(house.dir, 'database/pg'))).toBeUndefined();
});

it('says that the audit is whole, and at which entry it is broken', async () => {
  for (const _ of [1, 2, 3]) expect((await house.run('server/enrol-kiosk.ts')).code).toBe(0);
  expect(await house.run('server/verify-audit.ts')).toMatchObject({ code: 0, stdout: 'whole: 3 entries\n' });
  const { db, close } = await openDatabase({ dir: join(house.dir, 'database') });
  await sql`alter table audit_entry disable trigger user`.execute(db);
  await sql`update audit_entry set actor = 'staff:x' where seq = 2`.execute(db);
  await close();
  expect(await house.run('server/verify-audit.ts')).toMatchObject({ code: 1, stdout: 'broken at entry 2\n' });
});

it('goes on where it was after kill -9', async () => {
  const first = await house.start();
  await stop(first.child, 'SIGKILL');
  const { child, url } = await house.start();
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});

it('answers 503 and nothing worse while its database is away, and recovers by itself', async () => {
  const { child, url } = await house.start();
  const cluster = join(house.dir, 'database/pg');
  const before = await findPostmaster(cluster);
  // Without its folder it stays away until it has been seen away.
  await rename(cluster, `${cluster}.away`);
  process.kill(before?.pid ?? 0, 'SIGKILL');
  const answers = new Set<string>();
  const statusNow = async () => {
    const answer = await fetch(`${url}/api/health`);
    answers.add(`${answer.status} ${await answer.text()}`);
    return answer.status;
  };
  await expect.poll(statusNow, PATIENTLY).toBe(503);
  await rename(`${cluster}.away`, cluster);
  await expect.poll(statusNow, PATIENTLY).toBe(200);
  const away = { title: 'database unavailable', status: 503, code: 'database_unavailable' };
  expect([...answers].filter((answer) => !answer.startsWith('200'))).toEqual([`503 ${JSON.stringify(away)}`]);
  expect((await findPostmaster(cluster))?.pid).not.toBe(before?.pid);
  expect(await stop(child, 'SIGTERM')).toBe(0);
});
