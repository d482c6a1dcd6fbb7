import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copiesInDoubt, settleCopy } from '../../../../server/certificates/copies/staff-witness.ts';
import { writeWitness } from '../../../../server/certificates/copies/witness.ts';
import { readFleet } from '../../../../server/kiosks/fleet.ts';
import {
  codeOf,
  li,
  NOON,
  openServicePoint,
  qian,
  type ServicePoint,
  wang,
} from '../../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());
beforeEach(() => {
  point.clock.now = NOON;
});

/** A certificate whose only copy ended so; `ordered`: the kiosk has not said yet. */
async function issued(outcome: 'ordered' | 'done' | 'not_printed' | 'uncertain' = 'uncertain') {
  const { token } = await point.open(wang);
  const { number, orders } = await point.issue(token);
  const job = orders[0]?.job ?? '';
  if (outcome !== 'ordered') await point.settle(job, outcome);
  const say = (came: boolean, copy = 1, as = token) =>
    point.post('/api/witnesses', { number, copy, came }, as);
  const again = (reason = 'uncertain', as = token) =>
    point.post('/api/copies', { requestId: randomUUID(), number, reason }, as);
  return { token, number, job, say, again };
}

const auditOf = (number: string) =>
  point.db
    .selectFrom('audit_entry')
    .select(['actor', 'action', 'details'])
    .where('details', '@>', JSON.stringify({ number }) as never)
    .orderBy('seq')
    .execute();

const isInDoubtStill = async (number: string) =>
  (await copiesInDoubt(point.db)).some((copy) => copy.number === number);

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    point.db,
  );
  return rows.length;
}

describe('what the resident saw', () => {
  it.each(['done', 'not_printed'] as const)('is not asked for when the copy is %s', async (outcome) => {
    const { say } = await issued(outcome);
    expect(await codeOf(await say(false))).toBe('409 not_in_doubt');
  });

  it("is not taken from somebody else, nor of a copy that isn't the last", async () => {
    const { say } = await issued();
    expect(await codeOf(await say(true, 1, (await point.open(qian)).token))).toBe('404 not_found');
    expect(await codeOf(await say(true, 2))).toBe('404 not_found');
  });

  it.each(['ordered', 'uncertain'] as const)(
    'ends the doubt of a copy that is %s: it came',
    async (state) => {
      const { number, job, say, again } = await issued(state);
      expect((await say(true)).status).toBe(204);
      if (state === 'ordered') await point.settle(job, 'uncertain');
      expect(await isInDoubtStill(number)).toBe(false);
      expect(await codeOf(await again())).toBe('409 copy_still_live');
    },
  );

  it('makes no room for another copy while the machine has not said how this one ended', async () => {
    const { number, job, say, again } = await issued('ordered');
    expect((await say(false)).status).toBe(204);
    expect((await point.open(wang)).unreceived.map((paper) => paper.number)).not.toContain(number);
    expect(await codeOf(await again())).toBe('409 copy_still_live');
    await point.settle(job, 'uncertain');
    expect((await again()).status).toBe(201);
  });

  it('stands as it was said first, however often it is said', async () => {
    const { say } = await issued();
    expect((await say(true)).status).toBe(204);
    expect((await say(true)).status).toBe(204);
    expect(await codeOf(await say(false))).toBe('409 not_in_doubt');
  });

  it('is noted in the audit with the copy it makes room for', async () => {
    const { number, again } = await issued();
    expect((await again()).status).toBe(201);
    expect((await auditOf(number)).slice(-2)).toMatchObject([
      { action: 'copy_witnessed', details: { copy: 1, reason: 'missed_by_resident' } },
      { action: 'copy_issued', details: { copy: 2, former: 1, reason: 'uncertain' } },
    ]);
  });

  it('and a wish for another copy at the same moment: one of the two counts', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { say, again } = await issued();
      const statuses = (await Promise.all([say(true), again()])).map(({ status }) => status);
      expect([
        [204, 409],
        [409, 201],
        [404, 201], // the word came after the new copy
      ]).toContainEqual(statuses);
    }
  });
});

describe('one more copy, another day', () => {
  const unreceived = async (number: string) =>
    (await point.open(wang)).unreceived.find((paper) => paper.number === number);

  it.each(['ordered', 'done'] as const)('is not offered while the last one is %s', async (outcome) => {
    const { number } = await issued(outcome);
    expect(await unreceived(number)).toBeUndefined();
  });

  it.each(['not_printed', 'uncertain'] as const)('is offered when the last one was %s', async (fate) => {
    const { number, say } = await issued(fate);
    expect(await unreceived(number)).toMatchObject({ copy: 1, fate, validUntil: '2026-12-22' });
    expect((await point.open(li)).unreceived.map((paper) => paper.number)).not.toContain(number);
    if (fate === 'uncertain') await say(true);
    expect((await unreceived(number))?.fate).toBe(fate === 'uncertain' ? undefined : fate);
  });

  it('is offered as lost when staff found nothing', async () => {
    const { number } = await issued();
    await settleCopy(point.db, { number, copy: 1, reason: 'nothing_came', staff: 'w-017' });
    expect((await unreceived(number))?.fate).toBe('not_printed');
  });

  it('is given to the same person while the certificate is good', async () => {
    const { number, again } = await issued();
    point.clock.now += 24 * 3_600_000;
    const { token } = await point.open(wang);
    const answer = await again('uncertain', token);
    expect(await answer.json()).toMatchObject({ kind: 'issued', number, copy: 2, validUntil: '2026-12-22' });
  });

  it('is not given once the certificate has expired', async () => {
    const { again } = await issued();
    point.clock.now += 40 * 24 * 3_600_000;
    const { token } = await point.open(wang);
    expect(await codeOf(await again('uncertain', token))).toBe('404 not_found');
  });
});

describe('what staff found at the machine', () => {
  const staff = 'w-017';

  it('is not asked for when the fate is known or nobody knows the certificate', async () => {
    const { number } = await issued('done');
    expect(await settleCopy(point.db, { number, copy: 1, reason: 'nothing_came', staff })).toEqual({
      kind: 'not_in_doubt',
    });
    const unknown = { number: '610202001001-2026-999999', copy: 1, reason: 'nothing_came', staff } as const;
    expect(await settleCopy(point.db, unknown)).toEqual({ kind: 'not_found' });
  });

  it('ends the doubt in the list and on the console', async () => {
    const { number } = await issued();
    const before = (await readFleet(point.db, NOON)).kiosks[0]?.uncertainCopies ?? 0;
    expect(await isInDoubtStill(number)).toBe(true);
    expect(await settleCopy(point.db, { number, copy: 1, reason: 'kept_by_staff', staff })).toEqual({
      kind: 'settled',
    });
    expect(await isInDoubtStill(number)).toBe(false);
    expect((await readFleet(point.db, NOON)).kiosks[0]?.uncertainCopies).toBe(before - 1);
    expect((await auditOf(number)).at(-1)).toMatchObject({
      actor: 'staff:w-017',
      details: { copy: 1, reason: 'kept_by_staff' },
    });
  });

  it('makes a copy that did not come no longer live, and the resident gets the next one', async () => {
    const { number, again, say } = await issued();
    await settleCopy(point.db, { number, copy: 1, reason: 'came_spoiled', staff });
    const lookup = async () => (await point.post('/api/lookups', { number, lastFour: '0024' })).json();
    expect(await lookup()).toMatchObject({ found: 'no_longer_live' });
    expect(await codeOf(await say(true))).toBe('409 not_in_doubt');
    expect((await again()).status).toBe(201);
    expect(await lookup()).toMatchObject({ found: 'live', copy: 2 });
  });

  it('waits for a wish for another copy that came first, and holds nothing that the wish still needs', async () => {
    const { number } = await issued();
    const settling = await point.db.transaction().execute(async (trx) => {
      const { id } = await trx
        .selectFrom('certificate_copy')
        .innerJoin('certificate', 'certificate.id', 'certificate_copy.certificate')
        .where('certificate.number', '=', number)
        .select('certificate_copy.id')
        .forNoKeyUpdate('certificate_copy')
        .executeTakeFirstOrThrow();
      const settled = settleCopy(point.db, { number, copy: 1, reason: 'nothing_came', staff });
      await expect.poll(waitingForLocks, { timeout: 10_000 }).toBe(1);
      await writeWitness(trx, { copy: id, reason: 'missed_by_resident', staff: null, at: new Date(NOON) });
      return { settled };
    });
    expect(await settling.settled).toEqual({ kind: 'not_in_doubt' });
  });

  it('counts once when two of them say it at the same time', async () => {
    const { number } = await issued();
    const words = ['nothing_came', 'handed_over'] as const;
    const settled = await Promise.all(
      words.map((reason) => settleCopy(point.db, { number, copy: 1, reason, staff })),
    );
    expect(settled.map(({ kind }) => kind).sort()).toEqual(['not_in_doubt', 'settled']);
  });
});
