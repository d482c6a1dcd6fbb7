import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawStatusIndex } from '../../../../server/certificates/checking/status-list.ts';
import { openServicePoint, type ServicePoint, wang } from '../../visits/service-point.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

/** Draws these, then the last again and again. */
const drawing = (...indexes: readonly number[]) => {
  let drawn = -1;
  return () => {
    drawn = Math.min(drawn + 1, indexes.length - 1);
    return indexes[drawn] ?? 0;
  };
};

async function takenIndex(): Promise<number> {
  const { token } = await point.open(wang);
  const { number } = await point.issue(token);
  const { status_index } = await point.db
    .selectFrom('certificate_copy')
    .innerJoin('certificate', 'certificate.id', 'certificate_copy.certificate')
    .select('status_index')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return status_index;
}

it('passes over a place that is taken', async () => {
  const taken = await takenIndex();
  const free = (taken + 1) % 2 ** 20;
  expect(await drawStatusIndex(point.db, drawing(taken, taken, free))).toBe(free);
});

it('gives up on a list that is full, by name', async () => {
  const taken = await takenIndex();
  await expect(drawStatusIndex(point.db, drawing(taken))).rejects.toMatchObject({ code: 'status_list_full' });
});
