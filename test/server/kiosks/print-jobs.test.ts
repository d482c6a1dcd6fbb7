import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JobId, jobId } from '#server/contract/words.ts';
import { verifyAudit } from '../../../server/audit/audit.ts';
import { storeDocument } from '../../../server/documents/documents.ts';
import { kioskProof } from '../../../server/kiosks/kiosk-proof.ts';
import { recordJob } from '../../../server/kiosks/print-jobs.ts';
import { documentRoutes } from '../../../server/routes/documents.ts';
import { kioskRoutes } from '../../../server/routes/kiosks.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type TestKeys, testKeys } from '../keys.ts';
import { type Serving, serve } from '../serving.ts';
import { TestKiosk } from '../test-kiosk.ts';

const PDF = Buffer.from('%PDF-1.7 样例的居住证明');
const SHA256 = createHash('sha256').update(PDF).digest('hex');
const ours = new TestKiosk('hongqi-01');
const other = new TestKiosk('hongqi-02');

let database: TestDatabase;
let keys: TestKeys;
let serving: Serving;
beforeAll(async () => {
  [database, keys] = await Promise.all([testDatabase(), testKeys()]);
  await ours.enrol(database.db);
  await other.enrol(database.db);
  const { db } = database;
  // A copy may stand alone here: its certificate is no part of this.
  await sql`alter table print_job drop constraint print_job_copy_fkey`.execute(db);
  const proveKiosk = kioskProof(db);
  serving = await serve([
    ...kioskRoutes(db, keys.keyring, proveKiosk),
    ...documentRoutes(db, keys.keyring, proveKiosk),
  ]);
});
afterAll(async () => {
  await serving.close();
  await Promise.all([database.close(), keys.close()]);
});

async function order(
  copy: string | null = null,
  by = ours,
  printer: 'page' | 'slip' = 'page',
): Promise<JobId> {
  const job = parse(jobId, randomUUID());
  await database.db.transaction().execute(async (trx) => {
    await storeDocument(trx, keys.keyring, { bytes: PDF, sha256: SHA256 }, 'application/pdf');
    await recordJob(trx, { job, kiosk: by.id, document: SHA256, printer, copy, at: new Date() });
  });
  return job;
}

const tell = (job: JobId, outcome: string, by = ours) =>
  by.send(serving.url, 'POST', '/api/kiosks/outcomes', {
    outcomes: [{ job, document: SHA256, outcome, evidence: 'job-state 9', at: new Date().toISOString() }],
  });

const stateOf = async (job: JobId) =>
  (await database.db.selectFrom('print_job').select('state').where('job', '=', job).executeTakeFirstOrThrow())
    .state;

it('hands a document to no kiosk but the one that is to print it', async () => {
  await order();
  const path = `/api/documents/${SHA256}`;
  expect((await fetch(serving.url + path)).status).toBe(401);
  expect((await other.send(serving.url, 'GET', path)).status).toBe(404);
  expect((await ours.send(serving.url, 'GET', `/api/documents/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await ours.send(serving.url, 'GET', '/api/documents/..%2f..%2fkeys')).status).toBe(400);
  const answer = await ours.send(serving.url, 'GET', path);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
});

it("does not believe a kiosk about another kiosk's job", async () => {
  const job = await order();
  expect((await tell(job, 'done', other)).status).toBe(204);
  expect(await stateOf(job)).toBe('ordered');
});

it('settles a job once: told again or told otherwise it stays as it was', async () => {
  const job = await order();
  await tell(job, 'uncertain');
  await tell(job, 'uncertain');
  await tell(job, 'done');
  expect(await stateOf(job)).toBe('uncertain');
  const entries = await database.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject', '=', job)
    .execute();
  expect(entries).toMatchObject([{ action: 'job_settled', details: { outcome: 'uncertain' } }]);
  expect(await verifyAudit(database.db)).toMatchObject({ kind: 'whole' });
});

it('takes an outcome for a job it does not know without a word', async () => {
  expect((await tell(parse(jobId, randomUUID()), 'done')).status).toBe(204);
});

it('lets one certificate copy have one job, ever', async () => {
  const copy = randomUUID();
  await order(copy);
  await expect(order(copy)).rejects.toMatchObject({ code: '23505' });
});

it('shows the fleet its jobs of today and its uncertain copies', async () => {
  const late = await new TestKiosk('hongqi-03').enrol(database.db);
  await tell(await order(randomUUID(), late), 'uncertain', late);
  await tell(await order(null, late), 'done', late);
  await order(null, late);
  const fleet = (await (await fetch(`${serving.url}/api/fleet`)).json()) as { kiosks: { id: string }[] };
  expect(fleet.kiosks.find(({ id }) => id === late.id)).toMatchObject({
    name: '样例一号机',
    lastSeenAt: null,
    jobsToday: { ordered: 1, done: 1, not_printed: 0, uncertain: 1 },
    uncertainCopies: 1,
  });
});

it('counts no receipt as waiting on a kiosk without a slip printer', async () => {
  const bare = await new TestKiosk('hongqi-04').enrol(database.db);
  const well = { state: 'ready', conditions: [] };
  await bare.send(serving.url, 'POST', '/api/kiosks/heartbeats', {
    reader: well,
    printers: { page: well, slip: null },
  });
  await order(null, bare, 'slip');
  await order(null, bare, 'page');
  const fleet = (await (await fetch(`${serving.url}/api/fleet`)).json()) as { kiosks: { id: string }[] };
  expect(fleet.kiosks.find(({ id }) => id === bare.id)).toMatchObject({ jobsToday: { ordered: 1 } });
});

it('keeps documents sealed: the same bytes stored twice are one row that shows nothing', async () => {
  await order();
  const rows = await database.db.selectFrom('document').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.bytes_sealed.includes('样例')).toBe(false);
});
