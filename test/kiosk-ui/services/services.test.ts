import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Offer } from '#server/contract/decisions.ts';
import { kept } from '../../../kiosk-ui/src/words/kept.ts';
import { zh } from '../../../kiosk-ui/src/words/zh.ts';
import { zhServices } from '../../../kiosk-ui/src/words/zh-services.ts';
import { no, ok, SILENCE } from '../fake-server.ts';
import { type Glass, openGlass, type Screens, startScreens } from '../glass.ts';
import { cardRead, opened, RESIDENCE } from '../machine.ts';
import { ALLOWANCE, CLOSED, LIVING, MEDICAL, MEDICAL_FOUND, noticeDone, PROOFS, REFUSED } from './offers.ts';

let screens: Screens;
let glass: Glass;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());
afterEach(async () => {
  expect(glass.complaints).toEqual([]);
  await glass.close();
});

async function home(offers = [ALLOWANCE, MEDICAL, LIVING, RESIDENCE]): Promise<void> {
  glass = await openGlass(screens);
  glass.server.will['/api/visits'] = [ok(opened(offers))];
  await glass.shows('idle');
  glass.agent.show({ card: cardRead() });
  await glass.shows('home');
}
const said = () => glass.page.locator('main').textContent();

it('leads with what this person can have and has not claimed', async () => {
  await home();
  const first = glass.page.locator('main button').first();
  expect(await first.textContent()).toContain('高龄津贴');
  expect(await first.textContent()).toContain(zhServices.face.claim);
  const matters = glass.page.getByRole('navigation', { name: '按事情找' }).getByRole('button');
  expect((await matters.allTextContents()).map((each) => each.trim())).toEqual([
    ...['养老', '社保', '医保', '就业', '民政', '公安', '卫健', '住房', '社区'],
  ]);
});

it('keeps a place for the paper somebody came for, however many benefits there are', async () => {
  const benefits = ['a', 'b', 'c', 'd', 'e'].map((letter) => ({
    ...ALLOWANCE,
    service: `benefit-${letter}`,
    title: { zh: `第 ${letter} 样补贴` },
  }));
  const { match: _, ...unmatched } = ALLOWANCE;
  const talk = { ...unmatched, service: 'talk', title: { zh: '反映问题' } };
  await home([...benefits, talk, MEDICAL, RESIDENCE]);
  const tiles = await glass.page.locator('.tiles button strong').allTextContents();
  expect(tiles).toEqual(['第 a 样补贴', '第 b 样补贴', '居住证明', '医保个人账户查询']);
});

it('shows the paper that this machine cannot give now in the last place, with the reason', async () => {
  const closed: Offer = { ...RESIDENCE, closed: { by: 'printer', text: { zh: '这台机器现在打不了 A4 纸' } } };
  const queries = ['a', 'b', 'c', 'd', 'e'].map((letter) => ({ ...MEDICAL, service: `query-${letter}` }));
  await home([...queries, closed]);
  const last = glass.page.locator('.tiles button').last();
  expect(await last.textContent()).toContain('居住证明');
  expect(await last.textContent()).toContain(kept('打不了 A4 纸'));
});

it('does not show a service beside the entry that is its list', async () => {
  await home([{ ...MEDICAL, opens: 'matches' }, ALLOWANCE, RESIDENCE]);
  const tiles = await glass.page.locator('.tiles button strong').allTextContents();
  expect(tiles).toEqual(['高龄津贴', '居住证明']);
});

it('asks the departments by name, and shows what they said, page by page', async () => {
  await home();
  await glass.fingers.tap(/医保个人账户/u);
  await glass.shows('answer');
  expect(glass.server.askedAt('/api/checks')).toMatchObject([
    { token: 'token-of-a-visit', body: { service: MEDICAL.service, answers: {} } },
  ]);
  expect(await said()).toContain('医保账户里还有');
  await glass.fingers.tap('下一页');
  await glass.page.getByText('2026-11-06').waitFor();
});

it('goes away from departments that do not answer, and tells the server so', async () => {
  await home();
  glass.server.will['/api/checks'] = [SILENCE];
  await glass.fingers.tap(/医保个人账户/u);
  await glass.shows('checking');
  await glass.page.getByText('正在问市医保局').waitFor();
  await glass.fingers.tap('不等了，回去');
  await glass.shows('home');
  await expect.poll(() => glass.server.left).toBe(1);
});

it('says that departments are slow, and lets them be asked again', async () => {
  glass = await openGlass(screens, { clock: true });
  glass.server.will['/api/visits'] = [ok(opened([ALLOWANCE, MEDICAL]))];
  glass.server.will['/api/checks'] = [SILENCE, ok(MEDICAL_FOUND)];
  await glass.shows('idle');
  glass.agent.show({ card: cardRead() });
  await glass.shows('home');
  await glass.page.clock.runFor(500);
  await glass.fingers.tap(/医保个人账户/u);
  await glass.shows('checking');
  await glass.page.clock.runFor(5100);
  await glass.page.getByText(zhServices.checking.slow).waitFor();
  await glass.page.clock.runFor(26_000);
  await glass.shows('fault');
  await glass.page.clock.runFor(500);
  await glass.fingers.tap('再试一次');
  await glass.shows('answer');
});

it('names of each reason what is, what is asked for, what to do, whom to see and from when', async () => {
  await home();
  glass.server.will['/api/checks'] = [ok(REFUSED)];
  await glass.fingers.tap(/残疾人/u);
  await glass.fingers.tap('给我自己');
  await glass.page.getByText('家里在领').waitFor();
  await glass.fingers.tap('没有领');
  await glass.shows('no');
  const text = await said();
  for (const part of [
    '收入超过',
    '1 860',
    '1 200',
    '重新算一算',
    '找区民政局社会救助科',
    zh.date('2027-04-01'),
  ]) {
    expect(text?.replaceAll('\u00a0', ' ')).toContain(part.replaceAll('\u00a0', ' '));
  }
});

it('does not take the tremor of one answer for the next one', async () => {
  await home();
  await glass.fingers.tap(/残疾人/u);
  const at = await glass.fingers.middleOf('给我自己');
  await glass.fingers.down(1, at);
  await glass.fingers.up(1);
  await glass.fingers.down(1, at);
  await glass.fingers.up(1);
  await glass.page.getByText('家里在领').waitFor();
  await glass.page.locator('html:not([data-settling])').waitFor();
  expect(await said()).toContain('家里在领');
  expect(glass.server.askedAt('/api/checks')).toEqual([]);
});

it('prints a slip and comes back to what was being read', async () => {
  await home();
  await glass.fingers.tap(/高龄津贴/u);
  await glass.shows('meanwhile');
  await glass.fingers.tap('打印小票');
  await glass.shows('slip');
  await expect.poll(() => glass.agent.orders()).toEqual(['order-of-notice']);
  expect(glass.server.askedAt('/api/notices')[0]?.body['about']).toEqual({
    kind: 'service',
    service: ALLOWANCE.service,
    answers: {},
  });
  glass.agent.show({ jobs: [noticeDone()] });
  await glass.shows('meanwhile');
  await glass.page.getByText(zhServices.slip.out).waitFor();
});

it('says what became of a slip the server would not make', async () => {
  await home();
  glass.server.will['/api/notices'] = [no(403, 'visit_over')];
  await glass.fingers.tap(/高龄津贴/u);
  await glass.shows('meanwhile');
  await glass.fingers.tap('打印小票');
  await glass.page.getByText(zhServices.slip.failed).waitFor();
});

it('greys only what is closed, with the reason and the nearest machine that can', async () => {
  await home([CLOSED, MEDICAL]);
  const closed = glass.page.getByRole('button', { name: /城乡居民/u });
  expect(await closed.getAttribute('aria-disabled')).toBe('true');
  expect(await closed.textContent()).toContain('东门社区那台可以办');
  await glass.fingers.tap(/城乡居民/u);
  await glass.fingers.tap(/医保个人账户/u);
  await glass.shows('answer');
});

it('asks a department once more that was silent when the card was laid', async () => {
  const silent: Offer = {
    ...MEDICAL,
    closed: { by: 'department', text: { zh: '区医保局那边暂时连不上' } },
  };
  await home([silent, RESIDENCE]);
  await glass.fingers.tap(/^医保$/u);
  const tile = glass.page.getByRole('button', { name: /医保个人账户/u });
  expect(await tile.getAttribute('aria-disabled')).toBe('false');
  expect(await tile.textContent()).toContain('区医保局那边暂时连不上，点一下再问一次');
  await glass.fingers.tap(/医保个人账户/u);
  await glass.shows('answer');
});

it('says of a proof why nobody needs it, and leads to what helps', async () => {
  await home();
  await glass.fingers.tap('不用再开的证明');
  await glass.shows('proofs');
  await glass.fingers.tap('居民身份信息证明');
  await glass.shows('proof');
  expect(await said()).toContain(PROOFS.proofs[0]?.why.zh);
  await glass.fingers.tap('改办居住证明');
  await glass.shows('confirm');
});

it('asks for every benefit only after naming who would be asked', async () => {
  await home();
  await glass.fingers.tap('查查还能享受什么');
  await glass.shows('matches-wish');
  expect(await said()).toContain('区残联');
  expect(glass.server.askedAt('/api/matches')).toEqual([]);
  await glass.fingers.tap('好，帮我问');
  await glass.shows('matches');
  expect(glass.server.askedAt('/api/matches')).toHaveLength(1);
});

it('shows who looked at what, with the token of the visit', async () => {
  await home();
  await glass.fingers.tap('谁看过我的信息');
  await glass.shows('ledger');
  expect(glass.server.askedAt('/api/ledger')).toMatchObject([{ token: 'token-of-a-visit' }]);
  for (const part of ['这台机器，您自己点的', '登记的住处', '市公安局', '11 月 20 日']) {
    expect(await said()).toContain(part);
  }
});

it('comes to an answer by keyboard alone', async () => {
  await home();
  await glass.page.locator('html:not([data-settling])').waitFor();
  for (let i = 0; i < 3; i += 1) await glass.page.keyboard.press('Tab');
  await glass.page.keyboard.press('Enter');
  await glass.shows('answer');
  expect(await glass.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
});

it('says how long a paper takes only when enough were made', async () => {
  glass = await openGlass(screens);
  await glass.page.getByText('从放卡到拿到纸，一般 34 秒').waitFor();
  const all = { runs: 19, medianSeconds: 33.2, p95Seconds: 51 };
  glass.server.will['/api/pace'] = [{ status: 200, body: { days: 30, all, services: [] } }];
  glass.server.asked = [];
  await glass.page.reload();
  await glass.shows('idle');
  await expect.poll(() => glass.server.askedAt('/api/pace').length).toBe(1);
  expect(await said()).not.toContain('一般');
});
