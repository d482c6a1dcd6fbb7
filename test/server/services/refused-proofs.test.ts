import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { refusedProofs } from '../../../server/contract/refused-proofs.ts';
import { openRequests } from '../../../server/services/counter-requests.ts';
import { openNegativeList, refusedProofsFor } from '../../../server/services/refused-proofs.ts';

const list = openNegativeList().value;

it('tells of each of the twenty why, what to do and whom to ask', () => {
  const told = refusedProofsFor(list, '610202001001', () => true);
  expect(told.proofs).toHaveLength(20);
  expect(safeParse(refusedProofs, told).success).toBe(true);
  expect(told.proofs.find(({ category }) => category === 'no-crime')).toMatchObject({
    title: { zh: '无犯罪记录证明' },
    who: '派出所',
    instead: 'no-crime-record',
  });
});

it('tells two more in Hubei', () => {
  const told = refusedProofsFor(list, '420106001001', () => true);
  expect(told.proofs.slice(20).map(({ title }) => title.zh)).toEqual(['缴费票据遗失证明', '转学证明']);
});

it('names no service instead that this house does not offer', () => {
  const told = refusedProofsFor(list, '610202001001', (service) => service === 'no-crime-record');
  expect(told.proofs.flatMap(({ instead }) => instead ?? [])).toEqual(['no-crime-record']);
});

it('holds a hundred counter requests, each said once, and marks where they come from', () => {
  const { requests } = openRequests().value;
  expect(new Set(requests.map(({ says }) => says)).size).toBe(100);
  expect(new Set(requests.map(({ source }) => source))).toEqual(new Set(['assumed']));
});
