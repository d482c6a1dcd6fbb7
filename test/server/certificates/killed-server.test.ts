import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyAudit } from '../../../server/audit/audit.ts';
import { openServicePoint, type ServicePoint, WISH, wang } from '../visits/service-point.ts';

const DEADLINE_MS = 15_000;
let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

/** The statement at which the doomed server is held, so that it dies at a known step. */
const STEPS = {
  'taking a number': 'lock table number_series in access exclusive mode',
  'writing the application': 'lock table application in exclusive mode',
  'writing the decision': 'lock table decision in access exclusive mode',
  'storing the document': 'lock table document in access exclusive mode',
  'recording the print job': 'lock table print_job in access exclusive mode',
  'closing the audit, all rows written': 'select * from audit_head for update',
};

it.each(Object.entries(STEPS))('killed while %s: asked again, there is one certificate', async (_, lock) => {
  const { token, visit } = await point.open(wang);
  const requestId = randomUUID();
  const doomed = await startDoomed();
  const holder = await holding(lock);
  const dying = ask(doomed.url, token, requestId);
  await untilSomebodyWaits();
  doomed.process.kill('SIGKILL');
  await expect(dying).rejects.toThrow();
  await holder.end();

  const issued = await point.issue(token, requestId);
  expect(await point.issue(token, requestId)).toEqual(issued);
  const rows = await point.db
    .selectFrom('certificate')
    .innerJoin('certificate_copy', 'certificate_copy.certificate', 'certificate.id')
    .innerJoin('print_job', 'print_job.copy', 'certificate_copy.id')
    .select(['number', 'certificate_copy.copy', 'job'])
    .where('visit', '=', visit.id)
    .execute();
  expect(rows).toEqual([{ number: issued.number, copy: 1, job: issued.orders[0]?.job }]);
  expect(await verifyAudit(point.db)).toMatchObject({ kind: 'whole' });
});

async function startDoomed(): Promise<{ url: string; process: ChildProcess }> {
  const program = new URL('doomed-server.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, point.database.url, point.keysDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  return { url, process: child };
}

async function holding(lock: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: point.database.url });
  await client.connect();
  await client.query('begin');
  await client.query(lock);
  return client;
}

function ask(url: string, token: string, requestId: string): Promise<Response> {
  return fetch(`${url}/api/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...WISH, requestId }),
  });
}

async function untilSomebodyWaits(): Promise<void> {
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await wait(10)) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(point.db);
    if (rows.length > 0) return;
  }
  throw new Error('nobody came to wait');
}
