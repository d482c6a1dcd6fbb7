import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { audit, verifyAudit } from '../../../server/audit/audit.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

const AT = new Date('2026-11-22T04:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await asForger(sql`truncate audit_entry`);
  await sql`update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex')`.execute(database.db);
});

const append = (count: number) =>
  database.db
    .transaction()
    .execute((trx) =>
      audit(trx, AT, { actor: 'server', action: 'tested', subject: 'b7', details: { count } }),
    );

/** What somebody with the database's own password can do: switch the triggers off first. */
async function asForger(...statements: ReturnType<typeof sql>[]): Promise<void> {
  await sql`alter table audit_entry disable trigger user`.execute(database.db);
  for (const statement of statements) await statement.execute(database.db);
  await sql`alter table audit_entry enable trigger user`.execute(database.db);
}

it.each([
  ['update', sql`update audit_entry set actor = 'nobody'`],
  ['delete', sql`delete from audit_entry`],
  ['truncate', sql`truncate audit_entry`],
])('refuses to %s', async (_, statement) => {
  await append(1);
  await expect(statement.execute(database.db)).rejects.toThrow('append-only');
  expect(await verifyAudit(database.db)).toEqual({ kind: 'whole', entries: 1 });
});

it.each([
  ['an edited actor', sql`update audit_entry set actor = 'staff:x' where seq = 3`],
  ['an edited detail', sql`update audit_entry set details = '{"count": 30}' where seq = 3`],
  ['a moved time', sql`update audit_entry set at = at - interval '1 hour' where seq = 3`],
  ['a deleted entry', sql`delete from audit_entry where seq = 3`],
  [
    'two entries that changed places',
    sql`update audit_entry a set action = b.action, details = b.details, at = b.at, hash = b.hash
        from audit_entry b where (a.seq, b.seq) in ((3, 4), (4, 3))`,
  ],
])('finds %s', async (_, forgery) => {
  for (let count = 1; count <= 5; count += 1) await append(count);
  await asForger(forgery);
  expect(await verifyAudit(database.db)).toEqual({ kind: 'broken', seq: 3 });
});

it('finds a tail that was cut off', async () => {
  for (let count = 1; count <= 5; count += 1) await append(count);
  await asForger(sql`delete from audit_entry where seq >= 4`);
  expect(await verifyAudit(database.db)).toEqual({ kind: 'broken', seq: 4 });
});

it('keeps one chain under 200 appends at once, and over the page of the check', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, count) => append(count)));
  await database.db
    .transaction()
    .execute((trx) =>
      audit(trx, AT, ...Array.from({ length: 900 }, () => ({ actor: 'server', action: 'tested' }))),
    );
  expect(await verifyAudit(database.db)).toEqual({ kind: 'whole', entries: 1100 });
});

it('writes nothing when the work it tells of is rolled back', async () => {
  const failing = database.db.transaction().execute(async (trx) => {
    await audit(trx, AT, { actor: 'server', action: 'tested' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await verifyAudit(database.db)).toEqual({ kind: 'whole', entries: 0 });
});
