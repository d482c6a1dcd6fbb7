import { expect, it, vi } from 'vitest';
import { profile as plain } from '#printers/escpos/profiles/plain.ts';
import { Print } from '../slip-bench.ts';
import { driverOf, SLIP, SlipFarEnd } from '../slip-far-end.ts';

// Epson's reference, GS a: the four bytes of the automatic status.
const WELL = Buffer.from('10000000', 'hex');
const NO_PAPER = Buffer.from('18000f00', 'hex');
const FEED_BUTTON = Buffer.from('54000000', 'hex');

const profile = { ...plain, automaticStatus: true };
const SHORT = { answerWithinMs: 20, completeWithinMs: 30_000, lostAfterMs: 30_000 };

async function openDriver() {
  const far = new SlipFarEnd();
  const driver = driverOf(far, { profile });
  const change = vi.fn();
  driver.onChange(change);
  await driver.status();
  return { far, driver, change };
}

it('is asked for when the line is opened, and again behind the command that may end it', async () => {
  const { far, driver } = await openDriver();
  expect(far.heard.toString('hex')).toMatch(/^1d610e/);
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'done' });
  expect(far.heard.toString('hex')).toContain('1b401c261d610e');
});

it('is not asked for from a model that does not have it', async () => {
  const far = new SlipFarEnd();
  const driver = driverOf(far);
  expect(await driver.capabilities()).toMatchObject({ tellsChanges: false });
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'done' });
  expect(far.heard.toString('hex')).not.toContain('1d61');
});

it('tells a change, though it drips in byte by byte between the answers', async () => {
  const { far, driver, change } = await openDriver();
  far.say(WELL);
  for (const byte of NO_PAPER) {
    far.say(Buffer.of(byte));
    await driver.status();
  }
  expect(change).toHaveBeenCalledTimes(1);
  expect(await driver.capabilities()).toMatchObject({ tellsChanges: true });
});

it('tells no change when it says the same again, or speaks of its feed button', async () => {
  const { far, driver, change } = await openDriver();
  for (const bytes of [WELL, WELL, FEED_BUTTON, WELL]) far.say(bytes);
  await driver.status();
  expect(change).not.toHaveBeenCalled();
});

it('ends a slip at once when it comes after a silence: the printer was switched off', async () => {
  const far = new SlipFarEnd();
  let unanswered = 0;
  far.after(300, () => {
    far.powerBlink();
    far.isMute = true;
    far.onAsked = () => {
      unanswered += 1;
      if (unanswered < 2) return;
      far.isMute = false;
      far.onAsked = () => {};
      far.say(WELL);
    };
  });
  expect(await new Print(driverOf(far, { profile, ...SHORT }), SLIP).ended).toEqual({
    type: 'uncertain',
    reason: 'the printer was switched off',
  });
  expect(far.papers).toEqual([]);
});

it('does not end a slip when it comes while the printer answers', async () => {
  const far = new SlipFarEnd();
  far.onQuestion = () => {
    far.say(WELL);
    far.say(NO_PAPER);
    far.say(WELL);
  };
  expect(await new Print(driverOf(far, { profile }), SLIP).ended).toMatchObject({ type: 'done' });
  expect(far.papers[0]).toHaveLength(61);
});
