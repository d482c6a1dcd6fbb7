import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zh } from '../../kiosk-ui/src/words/zh.ts';
import { CUT, no, ok } from './fake-server.ts';
import { type Glass, openGlass, type Screens, startScreens } from './glass.ts';
import {
  AT_REST,
  cardRead,
  issued,
  job,
  LAYING,
  NAME,
  NEXT_LAYING,
  NOT_YET,
  opened,
  SLIP_JOB,
} from './machine.ts';

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

async function toConfirm(): Promise<void> {
  await glass.shows('idle');
  glass.agent.show({ card: cardRead() });
  await glass.shows('home');
  await glass.fingers.tap(/居住证明/u);
  await glass.shows('confirm');
}

async function toPrinting(): Promise<void> {
  await toConfirm();
  await glass.fingers.tap(/^打印$/u);
  await glass.shows('printing');
  await expect.poll(() => glass.agent.orders().length).toBe(2);
}

describe('the main job', () => {
  it('takes two taps after the card, and asks the server for what was tapped', async () => {
    glass = await openGlass(screens);
    await toConfirm();
    await glass.fingers.tap('孩子上学');
    await glass.fingers.tap(/^打印$/u);
    await glass.shows('printing');
    await expect.poll(() => glass.agent.orders()).toEqual(['order-of-page-1', 'order-of-slip-1']);
    glass.agent.show({ jobs: [job('done'), job('done', null, SLIP_JOB)] });
    await glass.shows('take');
    expect(await glass.page.getByRole('heading').textContent()).toBe('好了，请取走三样东西');
    expect(await glass.page.getByText('小票口').count()).toBe(1);
    const [asked] = glass.server.askedAt('/api/certificates');
    expect(asked).toMatchObject({
      token: 'token-of-a-visit',
      body: { purpose: 'school', service: 'residence-certificate' },
    });
    expect(glass.server.askedAt('/api/visits')[0]?.body).toEqual({ assertion: `sealed-${LAYING}` });
  });

  it('works with a keyboard alone', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
    expect(await glass.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await glass.page.keyboard.press('Tab');
    await glass.page.keyboard.press('Enter');
    await glass.shows('confirm');
    for (let i = 0; i < 4; i += 1) await glass.page.keyboard.press('Tab');
    await glass.page.keyboard.press('Enter');
    await glass.shows('printing');
    await expect.poll(() => glass.server.askedAt('/api/certificates').length).toBe(1);
  });

  it('says what is missing, when to come back and whom to ask', async () => {
    glass = await openGlass(screens);
    glass.server.will['/api/visits'] = [ok(opened([NOT_YET]))];
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
    await glass.fingers.tap(/居住证明/u);
    await glass.shows('no');
    const text = await glass.page.locator('main').textContent();
    for (const part of [
      '还差两个月',
      '住满六个月',
      `${zh.date('2027-01-23')}以后再来`,
      '租房合同',
      '找社区民警室',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('old hands', () => {
  async function readyToPrint() {
    glass = await openGlass(screens);
    await toConfirm();
    return glass.fingers.middleOf(/^打印$/u);
  }
  const asked = () => glass.server.askedAt('/api/certificates').length;

  it('may rest a palm on the glass', async () => {
    const at = await readyToPrint();
    await glass.fingers.down(7, { x: 60, y: 900 });
    await glass.fingers.down(1, at);
    await glass.fingers.up(1);
    await glass.shows('printing');
    await glass.fingers.up(7);
    expect(asked()).toBe(1);
  });

  it('may drift by eleven millimetres', async () => {
    const at = await readyToPrint();
    await glass.fingers.down(1, at);
    for (let px = 5; px <= 40; px += 5) await glass.fingers.move(1, { x: at.x + px, y: at.y + px / 4 });
    await glass.fingers.up(1);
    await glass.shows('printing');
    expect(asked()).toBe(1);
  });

  it('may tremble: a double tap counts once', async () => {
    const at = await readyToPrint();
    await glass.fingers.tap('找工作');
    for (const _ of [1, 2]) {
      await glass.fingers.down(1, at);
      await glass.fingers.up(1);
    }
    await glass.shows('printing');
    await expect.poll(asked).toBe(1);
    expect(glass.agent.orders().length).toBeLessThanOrEqual(2);
  });

  it('may change their mind by leaving the button before they let go', async () => {
    const at = await readyToPrint();
    await glass.fingers.down(1, at);
    await glass.fingers.move(1, { x: at.x, y: at.y - 400 });
    await glass.fingers.up(1);
    await glass.fingers.tap('不打了，回去');
    await glass.shows('home');
    expect(asked()).toBe(0);
  });

  it('cannot hit the next screen with the same tap', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
    await glass.page.locator('html:not([data-settling])').waitFor();
    await glass.page.evaluate(() => {
      const tile = document.querySelector<HTMLElement>('main button');
      tile?.click();
      return new Promise(requestAnimationFrame);
    });
    const hit = await glass.page.evaluate(() => {
      const print = [...document.querySelectorAll('main button')].at(-2)?.getBoundingClientRect();
      return print && document.elementFromPoint(print.x + 50, print.y + 50)?.tagName;
    });
    expect(hit).not.toBe('BUTTON');
    await glass.shows('confirm');
  });
});

describe('the end of a visit', () => {
  it('leaves no trace of the resident in page, storage or address', async () => {
    glass = await openGlass(screens);
    await toPrinting();
    await glass.page.evaluate(() => sessionStorage.setItem('canary', 'left behind'));
    glass.agent.show({ jobs: [job('done')] });
    await glass.shows('take');
    await glass.fingers.tap('办完了');
    await glass.shows('done');
    expect(await glass.page.getByRole('heading').textContent()).toBe('别忘了身份证');
    glass.agent.show({ card: cardRead(LAYING, false) });
    await glass.shows('idle');
    expect(glass.agent.heard.map(({ type }) => type).filter((type) => type === 'end_visit')).toHaveLength(1);
    expect(glass.agent.ends).toBe(1);
    expect(glass.server.askedAt('/api/visits/current').map(({ token }) => token)).toEqual([
      'token-of-a-visit',
    ]);
    expect(glass.agent.pages).toBe(2);
    const left = await glass.page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        location.href,
        JSON.stringify({ ...localStorage, ...sessionStorage }),
      ].join(),
    );
    for (const canary of [NAME, 'sealed-', 'token-of-a-visit', 'left behind', '610202'])
      expect(left).not.toContain(canary);
    expect(await glass.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  });

  it('ends the old visit at the server when the next card is laid', async () => {
    glass = await openGlass(screens);
    await toConfirm();
    glass.server.will['/api/visits'] = [ok(opened([NOT_YET], 'token-of-the-next'))];
    glass.agent.show({ card: cardRead(NEXT_LAYING) });
    await glass.shows('home');
    await expect.poll(() => glass.server.askedAt('/api/visits/current')[0]?.token).toBe('token-of-a-visit');
  });
});

describe('when things go wrong', () => {
  it('asks again with the same request until the server answers', async () => {
    glass = await openGlass(screens);
    glass.server.will['/api/certificates'] = [CUT, no(503, 'database_unavailable'), ok(issued())];
    await toConfirm();
    await glass.fingers.tap(/^打印$/u);
    await expect.poll(() => glass.agent.orders().length, { timeout: 10_000 }).toBe(2);
    const ids = glass.server.askedAt('/api/certificates').map(({ body }) => body['requestId']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('asks for one more copy only when a resident says that no paper came', async () => {
    glass = await openGlass(screens);
    await toPrinting();
    glass.agent.show({ jobs: [job('uncertain')] });
    await glass.shows('fault');
    expect(glass.server.askedAt('/api/copies')).toEqual([]);
    await glass.fingers.tap('没出来，再打一份');
    await expect.poll(() => glass.server.askedAt('/api/copies')[0]?.body['reason']).toBe('uncertain');
  });

  it('does not believe an answer it cannot parse', async () => {
    glass = await openGlass(screens);
    glass.server.will['/api/visits'] = [ok({ token: 7 }), no(401, 'assertion_replayed')];
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('fault');
    expect(await glass.page.locator('h1').textContent()).toBe('请再放一次身份证');
  });

  it.each(['not json', '{"type":"snapshot"}', 'x'.repeat(70_000)])(
    'takes an agent that talks nonsense for lost',
    async (text) => {
      glass = await openGlass(screens);
      await glass.shows('idle');
      glass.agent.say(text);
      await glass.shows('paused');
      await glass.shows('idle');
      expect(glass.agent.pages).toBe(2);
    },
  );

  it('comes back by itself with a fresh ticket after the agent was away', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    const { port } = glass.agent;
    await glass.agent.close();
    await glass.shows('paused');
    await glass.agent.listen(port);
    await glass.shows('idle');
    expect(glass.agent.heard.filter(({ type }) => type === 'hello')).toHaveLength(2);
  });

  it('tells the agent that it is alive', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    await expect.poll(() => glass.agent.beats, { timeout: 8000 }).toBeGreaterThan(1);
  });

  it('says that the reader is away and comes back when it is there', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ reader: { ...AT_REST.reader, state: 'backoff', fault: 'reader_absent' } });
    await glass.shows('paused');
    glass.agent.show({ reader: AT_REST.reader });
    await glass.shows('idle');
  });
});
