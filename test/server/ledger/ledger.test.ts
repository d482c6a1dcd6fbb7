import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledger, MOST_LOOKS } from '#server/contract/ledger.ts';
import { audit } from '../../../server/audit/audit.ts';
import { li, NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';
import { ToldDepartments } from '../visits/told-departments.ts';

const departments = new ToldDepartments();
let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint(departments);
});
afterAll(() => point.close());

async function ledgerOf(card: typeof wang | typeof li) {
  const { token } = await point.open(card);
  const answer = await fetch(`${point.url}/api/ledger`, { headers: { authorization: `Bearer ${token}` } });
  return parse(ledger, await answer.json());
}

const act = (action: string, subject: string, minute: number) =>
  point.db
    .transaction()
    .execute((trx) =>
      audit(trx, new Date(NOON + minute * 60_000), { actor: 'staff:w-17', action, subject, kiosk: 'k' }),
    );
const subjectOf = ({ idNumber }: { readonly idNumber: string }) =>
  point.keyring.index.of(idNumber).toString('hex');

it('says in words who asked which department for what, why, and what came of it', async () => {
  const { token } = await point.open(wang);
  await point.post('/api/checks', { service: 'pension-slip' }, token);
  const { looks } = await ledgerOf(wang);
  expect(looks).toHaveLength(1);
  expect(looks[0]).toMatchObject({
    holder: { zh: '区社会保险经办中心' },
    reader: { zh: expect.stringMatching(/^您自己，在/u) },
    why: { zh: '养老金发放明细' },
    outcome: 'unavailable',
  });
  expect(looks[0]?.what.map(({ zh }) => zh)).toContain('从哪天开始领');
});

it('tells what staff did about this resident and nobody else, the newest first', async () => {
  await act('copy_witnessed', subjectOf(wang), 1);
  await act('record_opened', subjectOf(wang), 2);
  await act('copy_witnessed', subjectOf(li), 3);
  const { looks } = await ledgerOf(wang);
  expect(looks.map(({ why }) => why.zh)).toEqual([
    '社区办事，想知道详情可以问服务台',
    '核对这张纸出来了没有',
    '养老金发放明细',
  ]);
  expect(looks[1]).toMatchObject({
    holder: { zh: '红旗社区' },
    reader: { zh: '社区工作人员（工号 w-17）' },
    what: [{ zh: '您的证明打印记录' }],
  });
  expect((await ledgerOf(li)).looks).toHaveLength(1);
});

it('leaves out what the resident did at the kiosk: a visit and its paper are no look', async () => {
  expect((await ledgerOf(wang)).looks.every(({ reader }) => !reader.zh.includes('kiosk'))).toBe(true);
  const before = (await ledgerOf(wang)).looks.length;
  await point.issue((await point.open(wang)).token);
  expect((await ledgerOf(wang)).looks).toHaveLength(before);
});

it('says that there is more than it shows', async () => {
  const rows = Array.from({ length: MOST_LOOKS + 1 }, () => ({
    actor: 'staff:w-17',
    action: 'copy_witnessed',
    subject: subjectOf(li),
  }));
  await point.db.transaction().execute((trx) => audit(trx, new Date(NOON), ...rows));
  const { looks, more } = await ledgerOf(li);
  expect([looks.length, more]).toEqual([MOST_LOOKS, true]);
});
