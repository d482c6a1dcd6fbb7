import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificateClaims } from '#server/contract/paper/certificate-code.ts';
import { certificateCode } from '../../../server/certificates/certificate-code.ts';
import { settleCopy } from '../../../server/certificates/copies/staff-witness.ts';
import { codeOn } from '../../printers/page/paper.ts';
import { storedPaper } from '../stored-paper.ts';
import { COMMUNITY, NOON, openServicePoint, type ServicePoint, wang } from '../visits/service-point.ts';
import { type BuiltPage, openBuiltPage, scan, stateOf } from './built-page.ts';

const ADDRESS = '陕西省铜川市王益区红旗街街道样例路12号3栋2单元501室';
let point: ServicePoint;
let built: BuiltPage;
let token: string;
beforeAll(async () => {
  point = await openServicePoint();
  built = await openBuiltPage(point.desk.routes);
  token = (await point.open(wang)).token;
});
afterAll(async () => {
  await built.close();
  await point.close();
});

/** The digits on a paper, read off its pixels at 203 dpi by a decoder that is not ours. */
async function digitsOn(job: string): Promise<string> {
  const [url, digits = ''] = codeOn((await storedPaper(point, job)).bytes, 203).split('#');
  expect(url).toBe('HTTPS://LINLI.EXAMPLE/C');
  return digits;
}

const issuedAt = NOON / 1000;
function codeWith(changed: Partial<CertificateClaims>, key = point.keyring.issuer): string {
  const claims: CertificateClaims = {
    issuer: COMMUNITY.code,
    issued: issuedAt,
    expires: issuedAt + 86_400,
    cti: new Uint8Array(8),
    type: 'residence-certificate',
    number: '610202001001-2026-000001',
    copy: 1,
    maskedName: '王＊＊',
    lastFour: '0024',
    address: ADDRESS,
    since: '2020-01-01',
    purpose: '通用',
    statusIndex: 5,
    ...changed,
  };
  return certificateCode(claims, key);
}

/** The test's keys were made just now; the test's noon may lie before that. */
const trustedSince = (seconds: number) => async (route: import('playwright-core').Route) => {
  const answer = await route.fetch();
  const list = await answer.json();
  await route.fulfill({
    json: { issuers: list.issuers.map((one: object) => ({ ...one, validFrom: seconds })) },
  });
};

async function phone(blocked: readonly string[] = []) {
  const context = await built.phone();
  await context.route('**/api/trust', trustedSince(issuedAt - 86_400));
  for (const path of blocked) await context.route(`**${path}`, (route) => route.abort());
  return context;
}

it('says of a real paper that it is valid, and shows what to compare with it', async () => {
  const { number, orders } = await point.issue(token);
  const page = await scan(await phone(), built.serving.url, await digitsOn(orders[0]?.job ?? ''));
  expect(await stateOf(page)).toBe('valid');
  const text = await page.locator('#verdict').textContent();
  for (const said of [
    '码是真的，还有效',
    number,
    '王＊＊',
    '0024',
    ADDRESS,
    '2020 年 1 月 1 日',
    '通用',
    '第 1 份',
    '2026 年 12 月 22 日',
    '红旗社区居民委员会',
  ]) {
    expect(text).toContain(said);
  }
  for (const hidden of [wang.name, wang.idNumber]) expect(text).not.toContain(hidden);
});

it('takes the code out of the address bar and the history, and never sends it anywhere', async () => {
  const context = await phone();
  const asked: string[] = [];
  context.on('request', (request) =>
    asked.push(`${request.url()} ${request.postData() ?? ''} ${request.headers()['referer'] ?? ''}`),
  );
  const digits = codeWith({});
  const page = await scan(context, built.serving.url, digits);
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  expect(await stateOf(page)).toBe('invitation');
  expect(asked.length).toBeGreaterThan(3);
  const sent = asked.filter(
    (request) =>
      !request.startsWith(`${built.serving.url}/C#`) && !request.startsWith(`${built.serving.url}/C/#`),
  );
  expect(sent.join('\n')).not.toContain(digits.slice(0, 40));
});

it('says that a copy is no longer live once there is a newer one, and which one is', async () => {
  const { number, orders } = await point.issue(token);
  const former = await digitsOn(orders[0]?.job ?? '');
  await point.settle(orders[0]?.job ?? '', 'uncertain');
  const again = await point.post(
    '/api/copies',
    { requestId: randomUUID(), number, reason: 'uncertain' },
    token,
  );
  const copy: { orders: { job: string }[] } = Object(await again.json());
  const page = await scan(await phone(), built.serving.url, former);
  expect(await stateOf(page)).toBe('not_live');
  expect(await page.locator('#verdict').textContent()).toMatch(/第 1 份作废了.*现在有效的是第 2 份/u);
  const cutOff = await scan(await phone(['/api/lookups']), built.serving.url, former);
  expect(await cutOff.locator('#verdict').textContent()).toMatch(/第 1 份作废了.*以有效的那一份为准/u);
  const newer = await scan(await phone(), built.serving.url, await digitsOn(copy.orders[0]?.job ?? ''));
  expect(await stateOf(newer)).toBe('valid');
});

it('says that none is live when staff voided a copy that never came', async () => {
  const { number, orders } = await point.issue(token);
  const job = orders[0]?.job ?? '';
  await point.settle(job, 'uncertain');
  await settleCopy(point.db, { number, copy: 1, reason: 'nothing_came', staff: 'w-017' });
  const page = await scan(await phone(), built.serving.url, await digitsOn(job));
  expect(await page.locator('#verdict').textContent()).toContain('现在没有有效的一份');
});

const flipped = (digits: string) =>
  `${digits.slice(0, 300)}${digits[300] === '7' ? '3' : '7'}${digits.slice(301)}`;
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
it.each([
  ['expired', () => codeWith({ issued: issuedAt - 60, expires: issuedAt - 1 }), '码是真的，但过期了'],
  ['not_yet', () => codeWith({ issued: issuedAt + 86_400, expires: issuedAt + 2 * 86_400 }), '日期对不上'],
  [
    'unknown_key',
    () => codeWith({}, { ...point.keyring.issuer, kid: '00000000', privateKey: stranger.privateKey }),
    '不认识签发的单位',
  ],
  ['damaged', () => flipped(codeWith({})), '码不完整，或被改过'],
  ['not_ours', () => 'https://example.cn/other', '这不是证明上的码'],
  ['not_ours', () => '3141592653589793', '这不是证明上的码'],
])('says %s in words', async (state, digits, words) => {
  const page = await scan(await phone(), built.serving.url, digits());
  expect(await stateOf(page)).toBe(state);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(words);
});

it('says what it could not check, without network: first nothing kept, then the lists of the last visit', async () => {
  const never = await scan(await phone(['/api/trust', '/api/status']), built.serving.url, codeWith({}));
  expect(await stateOf(never)).toBe('not_checked');

  const halfway = await scan(await phone(['/api/status']), built.serving.url, codeWith({}));
  expect(await stateOf(halfway)).toBe('valid_status_unchecked');
  expect(await halfway.locator('#verdict').textContent()).toContain('还没取到过作废名单');

  const context = await phone();
  await scan(context, built.serving.url, codeWith({}));
  for (const path of ['/api/trust', '/api/status'])
    await context.route(`**${path}`, (route) => route.abort());
  const later = await scan(context, built.serving.url, codeWith({}));
  expect(await stateOf(later)).toBe('valid_status_unchecked');
  expect(await later.locator('#verdict').textContent()).toContain('2026 年 11 月 22 日 12:00');
});

it('reads a second code scanned into the same page', async () => {
  const page = await scan(await phone(), built.serving.url, codeWith({}));
  await page.goto(`${built.serving.url}/C/#${flipped(codeWith({}))}`);
  await page.locator('body[data-state="damaged"]').waitFor();
  expect(new URL(page.url()).hash).toBe('');
});

it('looks up what people type, full-width digits, spaces and a small x included', async () => {
  const { number } = await point.issue(token);
  const page = await (await phone()).newPage();
  await page.goto(`${built.serving.url}/C`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('这张证明是真的吗');
  const look = async (typed: string, lastFour: string) => {
    await page.getByRole('textbox', { name: '编号' }).fill(typed);
    await page.getByLabel('身份证后四位').fill(lastFour);
    await page.getByRole('button', { name: '查' }).click();
    await page.locator('button:not([disabled])').waitFor();
    return page.locator('#answer h3').textContent();
  };
  expect(await look(number.replaceAll('-', ' － '), '００２４')).toBe('有“居住证明”，第 1 份有效');
  expect(await look(number, '002x')).toBe('没有查到');
  expect(await look('12', '0024')).toBe('还没填对');
  await page.context().route('**/api/lookups', (route) => route.abort());
  expect(await look(number, '0024')).toBe('没连上');
});

it('breaks no rule of accessibility and no rule of its own CSP', async () => {
  const context = await phone();
  const complaints: string[] = [];
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  for (const digits of [codeWith({}), flipped(codeWith({})), '1', '']) {
    const page = await scan(context, built.serving.url, digits);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join()}`)).toEqual(
      [],
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  }
  expect(complaints).toEqual([]);
});
