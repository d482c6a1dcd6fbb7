import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperFor } from '../../../../server/certificates/papers/said.ts';
import { COMMUNITY, NOON, openServicePoint, type ServicePoint, wang } from '../../visits/service-point.ts';
import { decidedRecord } from './records.ts';

let point: ServicePoint;
beforeAll(async () => {
  point = await openServicePoint();
});
afterAll(() => point.close());

it('puts a paper that is only data together: the card, the kiosk, the department, a number of its own', async () => {
  const { definition, paper, decided } = await decidedRecord();
  const { db, keyring, kiosk } = point;
  const visit = {
    id: crypto.randomUUID(),
    kiosk: kiosk.id,
    level: 'L2' as const,
    subject: Buffer.alloc(32),
    card: wang,
    openedAt: new Date(NOON),
    expiresAt: new Date(NOON),
    registered: undefined,
    machine: null,
  };
  const wanted = { visit, definition, paper, decided, purpose: '通用', validDays: 90 };
  const writer = { db, keyring, community: COMMUNITY };
  const [one, other] = [await paperFor(writer, wanted, NOON), await paperFor(writer, wanted, NOON)];
  expect(one).toMatchObject({
    layout: 'record',
    type: 'test-enrolment',
    issuer: COMMUNITY.issuer,
    holder: '样例市社会保险经办中心',
    name: wang.name,
    numberTitle: '公民身份号码',
    cardTitle: '身份证',
    statement: '参加企业职工基本养老保险，累计缴费126个月',
    issuedAt: NOON,
  });
  expect(one.number).toMatch(/^610202001001-2026-\d{6}$/u);
  expect(other.number).not.toBe(one.number);
});
