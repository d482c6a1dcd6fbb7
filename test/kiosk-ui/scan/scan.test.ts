import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CUT } from '../fake-server.ts';
import { type Glass, openGlass, type Screens, startScreens } from '../glass.ts';
import { AT_REST, cardRead, NAME, NEXT_LAYING, photo } from '../machine.ts';
import { ADDRESS, NOW_SECONDS, paperCode, VOID_INDEX } from './paper.ts';

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

const saysNow = (title: string) => glass.page.getByRole('heading', { name: title, level: 1 }).waitFor();
const scan = (code: string) => glass.agent.say(JSON.stringify({ type: 'scanned', code }));

/** Keys as fast as they come, like those of a scanner: no pause between two. */
async function typeFast(text: string, end: string): Promise<void> {
  await glass.page.evaluate(
    ({ text, end }) => {
      for (const key of [...text, end]) {
        const bubbling = { key, bubbles: true, cancelable: true, composed: true };
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', bubbling));
      }
    },
    { text, end },
  );
}

/** Real keys, down and up, sent without waiting for an answer. */
async function pressFast(keys: readonly string[]): Promise<void> {
  const cdp = await glass.page.context().newCDPSession(glass.page);
  const sent = keys.flatMap((key) => {
    const windowsVirtualKeyCode = key === 'Enter' ? 13 : key.charCodeAt(0);
    const pressed = { key, windowsVirtualKeyCode };
    return [
      cdp.send('Input.dispatchKeyEvent', { ...pressed, type: 'keyDown', text: key === 'Enter' ? '\r' : key }),
      cdp.send('Input.dispatchKeyEvent', { ...pressed, type: 'keyUp' }),
    ];
  });
  await Promise.all(sent);
}

describe('a paper held to the scanner', () => {
  it('is valid: says who signed, and what to compare, masked as on the paper', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    scan(paperCode());
    await glass.shows('scanned');
    await saysNow('码是真的，还有效');
    const text = await glass.page.locator('main').textContent();
    for (const part of ['红旗社区居民委员会', '610202001001-2026-000173', '样＊＊', '最后四位 0024', ADDRESS])
      expect(text).toContain(part);
  });

  it.each([
    ['第 1 份作废了', () => paperCode({ statusIndex: VOID_INDEX })],
    ['码是真的，但过期了', () => paperCode({ expires: NOW_SECONDS - 1 })],
    ['不认识开证明的单位', () => paperCode({ issuer: '610202001999' })],
    [
      '码不完整，或被改过',
      () => paperCode({}, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    ],
  ])('says “%s”, and nothing of whom it is about', async (title, code) => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    scan(code());
    await saysNow(title);
    expect(await glass.page.locator('main').textContent()).not.toContain(ADDRESS);
  });

  it('is never called valid without the list of void copies, nor anything without the keys', async () => {
    glass = await openGlass(screens);
    glass.server.will['/api/status'] = [CUT];
    await glass.shows('idle');
    scan(paperCode());
    await saysNow('码是真的，暂时查不到有没有作废');
    glass.server.will['/api/trust'] = [CUT];
    scan(paperCode());
    await saysNow('现在查不了');
  });

  it('is not told to the server: both lists are asked for whole', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    scan(paperCode());
    await saysNow('码是真的，还有效');
    const asked = glass.server.asked.filter(({ path }) => path !== '/api/pace');
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ['/api/trust', {}],
      ['/api/status', {}],
    ]);
  });

  it('leaves the glass by itself, and leaves nothing on it', async () => {
    glass = await openGlass(screens, { clock: true });
    await glass.shows('idle');
    scan(paperCode());
    await saysNow('码是真的，还有效');
    await glass.page.clock.runFor(26_000);
    await glass.shows('idle');
    expect(await glass.page.content()).not.toContain(ADDRESS);
  });
});

describe('a scanner that types like a keyboard', () => {
  it('is heard with a whole certificate; its Enter does not press the button that has the focus', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    await glass.page.keyboard.press('Tab');
    expect(await glass.page.evaluate(() => document.activeElement?.textContent)).toContain('找人帮忙');
    await typeFast(paperCode(), 'Enter');
    await saysNow('码是真的，还有效');
    expect(await glass.page.getByRole('dialog').count()).toBe(0);
  });

  it.each([
    ['its blanks', [...'TICKET 17 A']],
    ['a blank before the code', [...' 6901234567892', 'Enter']],
    ['its end, and a second one', [...'6901234567892', 'Enter', 'Enter']],
  ])('presses nothing with %s, on a screen that expects no scan', async (_, keys) => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
    await glass.page.keyboard.press('Tab');
    expect(await glass.page.evaluate(() => document.activeElement?.textContent)).toContain('居住证明');
    await pressFast(keys);
    await glass.page.evaluate(() => new Promise(requestAnimationFrame));
    const at = () => glass.page.evaluate(() => document.documentElement.dataset['state']);
    expect(await at()).toBe('home');
    // A person's Enter is heard again as soon as the scanner has been still for 50 ms.
    const enter = async () => {
      await glass.page.keyboard.press('Enter');
      return at();
    };
    await expect.poll(enter, { interval: 200 }).toBe('confirm');
  });

  it('leaves a person the blank: it presses the button that has the focus, once, however long it is held down', async () => {
    glass = await openGlass(screens, { clock: true });
    await glass.shows('idle');
    await glass.page.getByRole('button', { name: '大一点' }).focus();
    const isLarge = () => glass.page.evaluate(() => document.documentElement.hasAttribute('data-large'));
    await glass.page.keyboard.down('Space');
    expect(await isLarge()).toBe(false);
    await glass.page.clock.runFor(150);
    expect(await isLarge()).toBe(true);
    await glass.page.clock.runFor(600);
    await glass.page.keyboard.down('Space'); // as the keyboard repeats it
    await glass.page.clock.runFor(150);
    await glass.page.keyboard.up('Space');
    await glass.page.clock.runFor(150);
    expect(await isLarge()).toBe(true);
    await glass.page.clock.runFor(600);
    await glass.page.keyboard.press('Space');
    await glass.page.clock.runFor(150);
    expect(await isLarge()).toBe(false);
  });

  it('is not listened to where the agent has a scanner of its own', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ scanner: { state: 'ready' } });
    glass.agent.show({ card: { state: 'none', lying: true } });
    await saysNow('请先拿走 这张卡');
    await typeFast('6901234567892', 'Tab');
    glass.agent.show({ card: { state: 'none', lying: false } });
    await saysNow('请把身份证 放在这里');
    scan('6901234567892');
    await glass.shows('scanned');
  });
});

describe('a card that somebody forgot', () => {
  it('is asked for, said aloud, and kept private; once it is lifted the next card may be laid', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ card: { state: 'none', lying: true } });
    await saysNow('请先拿走 这张卡');
    expect(await glass.page.locator('main').textContent()).not.toContain('放在这里');
    await glass.page.getByText('别翻看，请交给工作人员').waitFor();
    await expect
      .poll(() => glass.page.evaluate(() => document.activeElement?.textContent))
      .toBe('请先拿走\n这张卡');
    expect(await glass.page.getByRole('status').textContent()).toBe('拿走以后，再放您的身份证');
    glass.agent.show({ card: { state: 'none', lying: false } });
    await saysNow('请把身份证 放在这里');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
  });
});

describe('the photo on the card', () => {
  it('is shown beside the greeting to its holder, and to nobody after', async () => {
    glass = await openGlass(screens);
    await glass.shows('idle');
    glass.agent.show({ card: cardRead() });
    await glass.shows('home');
    expect(await glass.page.getByRole('img', { name: '证件照片' }).count()).toBe(0);
    glass.agent.say(JSON.stringify(photo()));
    const picture = glass.page.getByRole('img', { name: '证件照片' });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
      .toBe(1);
    glass.agent.show({ card: cardRead(NEXT_LAYING) });
    await picture.waitFor({ state: 'detached' });
    await glass.shows('home');
    expect(await glass.page.content()).not.toContain(photo().base64);
    expect(await glass.page.getByRole('heading').textContent()).toContain(NAME);
    glass.agent.show(AT_REST);
  });
});
