/** What stays of a certificate that was issued: why, when, and nobody's name. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
});

it('writes down why: definition, parameters, trace and origin of facts; the facts themselves sealed', async () => {
  const { token, visit } = await point.open(wang);
  await point.issue(token);
  const row = await point.db
    .selectFrom('decision')
    .innerJoin('application', 'application.id', 'decision.application')
    .selectAll('decision')
    .where('visit', '=', visit.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    result: 'yes',
    decided_on: '2026-11-22',
    parameters: { min_months: 6, community: '610202001001' },
    trace: ['card-valid', 'listed', 'registered-here', 'duration'].map((leaf) => ({ leaf, truth: 'yes' })),
  });
  expect(row.provenance).toContainEqual({
    fact: 'residence.since',
    source: 'register.residence',
    state: 'known',
  });
  const facts = point.keyring.fields.open(
    { table: 'decision', column: 'facts', row: row.application },
    row.facts_sealed,
  );
  expect(JSON.parse(facts)).toMatchObject({ 'residence.since': '2020-01-01' });
});

it('stamps the audit with the time at which it was decided', async () => {
  const { token } = await point.open(wang);
  point.clock.now = NOON + 7000;
  await point.issue(token);
  const newest = await point.db
    .selectFrom('audit_entry')
    .select(['action', 'at'])
    .orderBy('seq', 'desc')
    .limit(2)
    .execute();
  const at = new Date(NOON + 7000);
  expect(newest).toEqual([
    { action: 'certificate_issued', at },
    { action: 'eligibility_decided', at },
  ]);
});

it('leaves no name, number or address in any row', async () => {
  const { token } = await point.open(wang);
  await point.issue(token);
  for (const table of [
    'visit',
    'document',
    'print_job',
    'application',
    'decision',
    'certificate',
    'certificate_copy',
    'audit_entry',
  ] as const) {
    const rows = await point.db.selectFrom(table).selectAll().execute();
    const text = JSON.stringify(rows, (_, value) =>
      Array.isArray(value?.data) ? Buffer.from(value.data).toString('utf8') : value,
    );
    for (const canary of [wang.name, wang.idNumber, '样例路']) expect(text, table).not.toContain(canary);
  }
});
