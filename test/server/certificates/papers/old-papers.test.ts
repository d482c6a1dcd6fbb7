/** Certificates that were issued before cards other than the mainland one were known: what is kept of them names none. */
import { compactVerify } from 'jose';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certificateIssued } from '#server/contract/certificates.ts';
import { orderClaims } from '#server/contract/envelopes.ts';
import { textOf } from '../../../printers/page/paper.ts';
import { storedPaper } from '../../stored-paper.ts';
import { NOON, openServicePoint, type ServicePoint, wang } from '../../visits/service-point.ts';
import { keepInstead, recordOf } from './records.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

/** A certificate of this visit whose page did not come out, kept as it was kept then. Its number. */
async function issuedLongAgo(token: string): Promise<string> {
  const { number, orders } = await point.issue(token);
  await point.settle(orders[0]?.job ?? '', 'not_printed');
  const kept = {
    type: 'residence-certificate',
    title: '居住证明',
    number,
    community: '610202001001',
    issuer: '红旗社区居民委员会',
    name: '王样例',
    sex: '女',
    ethnic: '汉族',
    idNumber: '610202195403120024',
    since: '2020-01-01',
    address: '样例路12号',
    purpose: '通用',
    validDays: 30,
    issuedAt: NOON,
    kioskName: '01号自助终端',
  };
  await keepInstead(point, number, kept);
  return number;
}

it('can be copied, and the copy names the mainland card', async () => {
  const { token } = await point.open(wang);
  const number = await issuedLongAgo(token);
  const wish = { requestId: crypto.randomUUID(), number, reason: 'not_printed' };
  const answer = await point.post('/api/copies', wish, token);
  expect(answer.status).toBe(201);
  const { copy, orders } = parse(certificateIssued, await answer.json());
  expect(copy).toBe(2);
  const page = textOf((await storedPaper(point, orders[0]?.job ?? '')).bytes);
  expect(page).toContain('公民身份号码610202195403120024');
  expect(page).toContain('刷身份证办理');
});

it('can be copied when it is only data, with as many pages as it has', async () => {
  const { token } = await point.open(wang);
  const { number, orders } = await point.issue(token);
  await point.settle(orders[0]?.job ?? '', 'not_printed');
  const rows = Array.from({ length: 40 }, (_, at) => [`第${at + 1}月`, '样例公司', '1.00']);
  await keepInstead(point, number, { ...(await recordOf({ rows })), number });
  const wish = { requestId: crypto.randomUUID(), number, reason: 'not_printed' };
  const copied = parse(certificateIssued, await (await point.post('/api/copies', wish, token)).json());
  const { payload } = await compactVerify(copied.orders[0]?.order ?? '', point.keyring.orders.publicKey);
  expect(parse(orderClaims, JSON.parse(Buffer.from(payload).toString()))).toMatchObject({ pages: 3 });
});

it('can be looked up by number', async () => {
  const number = await issuedLongAgo((await point.open(wang)).token);
  const answer = await point.post('/api/lookups', { number, lastFour: '0024' });
  expect(await answer.json()).toMatchObject({ found: 'live', copy: 1 });
});
