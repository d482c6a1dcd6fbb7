import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Draft, nameOfDraft, noteDryRun, step, submit } from '../../../server/publishing/drafts.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const NOW = new Date('2026-11-23T02:00:00Z');
const by = (staff: string) => ({ staff, now: NOW });
const NOBODY = { gains: 0, may_gain: 0, may_lose: 0, loses: 0 };
let made = 0;

function draft(change: Partial<Draft> = {}): Draft {
  made += 1;
  const yaml = change.yaml ?? `text ${made}`;
  const sha256 = createHash('sha256').update(yaml).digest('hex');
  return { kind: 'service', name: `service-${made}`, version: 2, yaml, sha256, ...change };
}
const handIn = (it: Draft, staff = 'w-1', shipped = 1) =>
  submit(database.db, it, { staff, shipped, now: NOW });

it('comes into force by the hands of two persons, after a dry run', async () => {
  const it = draft();
  expect(await handIn(it)).toBe('submitted');
  expect(await step(database.db, it, 'published', by('w-2'))).toBe('wrong_step');
  expect(await step(database.db, it, 'approved', by('w-1'))).toBe('same_person');
  expect(await step(database.db, it, 'approved', by('w-2'))).toBe('done');
  expect(await step(database.db, it, 'published', by('w-2'))).toBe('same_person');
  expect(await step(database.db, it, 'published', by('w-1'))).toBe('no_dry_run');
  await noteDryRun(database.db, it, NOBODY, by('w-1'));
  expect(await step(database.db, it, 'published', by('w-1'))).toBe('done');
  expect(await step(database.db, it, 'published', by('w-3'))).toBe('wrong_step');
  expect(await step(database.db, it, 'retired', by('w-3'))).toBe('done');
});

it('is approved once, when two people approve at the same moment', async () => {
  const it = draft();
  await handIn(it);
  const both = ['w-2', 'w-3', 'w-4'].map((staff) => step(database.db, it, 'approved', by(staff)));
  expect((await Promise.all(both)).toSorted()).toEqual(['done', 'wrong_step', 'wrong_step']);
});

it('does not let one person do both, whatever program writes to the database', async () => {
  const it = draft();
  await handIn(it);
  const forged = database.db
    .updateTable('draft')
    .set({ approved_by: 'w-1', approved_at: NOW })
    .where('sha256', '=', it.sha256)
    .execute();
  await expect(forged).rejects.toThrow(/draft_check/u);
});

it('takes the same text twice as one, and another text only under a higher version', async () => {
  const it = draft();
  expect(await handIn(it)).toBe('submitted');
  expect(await handIn(it, 'w-2')).toBe('unchanged');
  expect(await handIn(draft({ ...it, yaml: 'other', sha256: '0'.repeat(64) }))).toBe('version_taken');
  expect(await handIn({ ...draft(), version: 1 }, 'w-1', 1)).toBe('version_too_low');
  expect(await step(database.db, { name: 'nobody', version: 1 }, 'approved', by('w-2'))).toBe('not_found');
});

it('writes every step into the audit, by staff number', async () => {
  const it = draft();
  await handIn(it);
  await step(database.db, it, 'approved', by('w-2'));
  const entries = await database.db
    .selectFrom('audit_entry')
    .select(['actor', 'action', 'details'])
    .where('action', 'like', 'definition_%')
    .orderBy('seq')
    .execute();
  const ours = entries.filter(({ details }) => details['document'] === it.sha256);
  expect(ours.map(({ actor, action }) => [actor, action])).toEqual([
    ['staff:w-1', 'definition_submitted'],
    ['staff:w-2', 'definition_approved'],
  ]);
});

async function readyToPublish(it: Draft): Promise<void> {
  await handIn(it);
  expect(await step(database.db, it, 'approved', by('w-2'))).toBe('done');
  await noteDryRun(database.db, it, NOBODY, by('w-1'));
}

it('keeps one of two versions that are published at the same moment, or says that it came too late', async () => {
  const older = draft();
  const newer = draft({ name: older.name, version: 3 });
  await readyToPublish(older);
  await readyToPublish(newer);
  const [first, second] = await Promise.all(
    [older, newer].map((each) => step(database.db, each, 'published', by('w-1'))),
  );
  expect(second).toMatch(/^(done|no_dry_run)$/u);
  expect(first).toBe(second === 'done' ? 'overtaken' : 'done');
});

it('wants a new dry run when what it was held against is no longer in force', async () => {
  const older = draft();
  const newer = draft({ name: older.name, version: 3 });
  await readyToPublish(older);
  await readyToPublish(newer);
  expect(await step(database.db, older, 'published', by('w-1'))).toBe('done');
  expect(await step(database.db, newer, 'published', by('w-1'))).toBe('no_dry_run');
});

it('does not publish a version that a higher one in force would hide', async () => {
  const older = draft();
  const newer = draft({ name: older.name, version: 3 });
  await readyToPublish(older);
  await readyToPublish(newer);
  expect(await step(database.db, newer, 'published', by('w-1'))).toBe('done');
  await noteDryRun(database.db, older, NOBODY, by('w-1'));
  expect(await step(database.db, older, 'published', by('w-1'))).toBe('overtaken');
});

it('takes no region under the name of a service, nor the other way round', async () => {
  const it = draft();
  expect(await handIn(it)).toBe('submitted');
  expect(await handIn(draft({ kind: 'region', name: it.name, version: 5 }))).toBe('name_taken');
});

it('keeps the text of a definition with its draft, and none of one that is refused', async () => {
  const it = draft();
  const refused = draft({ version: 1 });
  expect([await handIn(it), await handIn(refused)]).toEqual(['submitted', 'version_too_low']);
  const kept = await database.db
    .selectFrom('definition_text')
    .select('sha256')
    .where('sha256', 'in', [it.sha256, refused.sha256])
    .execute();
  expect(kept).toEqual([{ sha256: it.sha256 }]);
});

it.each([
  ['elder-allowance@2', { name: 'elder-allowance', version: 2 }],
  ['elder-allowance', undefined],
  ['elder-allowance@99999999999', undefined],
  ['Elder@2', undefined],
])('reads the name %s', (text, named) => {
  expect(nameOfDraft(text)).toEqual(named);
});
