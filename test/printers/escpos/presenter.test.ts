import { describe, expect, it } from 'vitest';
import type { PrinterDriver } from '#printers/contract.ts';
import type { Presenter } from '#printers/escpos/profile.ts';
import { profile as custom } from '#printers/escpos/profiles/custom-vkp.ts';
import { profile as plain } from '#printers/escpos/profiles/plain.ts';
import type { SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import { Mouth as SimulatedMouth } from '#sim/printers/slip/mouth.ts';
import { driverFor, LINES, Print, startPrinter } from './slip-bench.ts';
import { driverOf, SLIP, SlipFarEnd } from './slip-far-end.ts';

// Custom's manual of the VKP80, GS e n: 6 asks the ejector (bit 08: a ticket at the output), 3 presents, 2 retracts.
const ASK = '1d6506';
const PRESENT = '1d65030c';
const RETRACT = '1d6502';
const CUT = '1d564200';
const TICKET = 0x08;
const bytes = (hex: string) => Buffer.from(hex, 'hex');

const presenter: Presenter = {
  ask: bytes(ASK),
  answerBytes: 1,
  isWaiting: (answer) => (answer.readUInt8() & TICKET) !== 0,
  present: bytes(PRESENT),
  retract: bytes(RETRACT),
};
const profile = { ...plain, presenter };

class Mouth {
  readonly far = new SlipFarEnd();
  readonly driver: PrinterDriver;
  holdsPaper = false;
  answer = () => Buffer.of(this.holdsPaper ? TICKET : 0);

  constructor(options: Partial<SlipDriverOptions> = {}) {
    this.far.knows.set(ASK, () => this.answer());
    this.driver = driverOf(this.far, { profile, ...options });
  }

  get heard(): string {
    return this.far.heard.toString('hex');
  }
}

describe('a printer that presents its slips', () => {
  it('says that a paper waits, until it is taken', async () => {
    const mouth = new Mouth();
    mouth.holdsPaper = true;
    expect((await mouth.driver.status()).conditions).toEqual(['paper_waiting']);
    mouth.holdsPaper = false;
    expect((await mouth.driver.status()).conditions).toEqual([]);
    expect(await mouth.driver.capabilities()).toMatchObject({ seesTaking: true, canRetract: true });
  });

  it('draws no paper in while the intent of a slip is being written down', async () => {
    const mouth = new Mouth();
    const job = { name: 'receipt', mediaType: '', bytes: Buffer.from(JSON.stringify(SLIP)), pages: 1 };
    const events = mouth.driver.print(job, new AbortController().signal)[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { type: 'created' } });
    mouth.holdsPaper = true;
    expect(await mouth.driver.retract()).toBe(false);
    expect((await mouth.driver.status()).busy).toBe(true);
    expect(mouth.heard).not.toContain(RETRACT);
    await events.return?.();
    expect((await mouth.driver.status()).busy).toBe(false);
  });

  it('is not begun with while another paper waits', async () => {
    const mouth = new Mouth();
    mouth.holdsPaper = true;
    const print = new Print(mouth.driver, SLIP);
    await print.until('blocked');
    expect(print.events).toEqual([{ type: 'blocked', conditions: ['paper_waiting'] }]);
    expect(mouth.heard).not.toContain('1b40');
    mouth.holdsPaper = false;
    expect(await print.ended).toMatchObject({ type: 'done' });
  });

  it('presents the slip after its cut, and is done only when it has obeyed that', async () => {
    const mouth = new Mouth();
    expect(await new Print(mouth.driver, SLIP).ended).toMatchObject({ type: 'done' });
    expect(mouth.heard).toContain(`${CUT}${PRESENT}1d72011d7201`);
  });

  it('is not asked for its mouth while it prints, or while it stands still and cannot answer', async () => {
    const mouth = new Mouth();
    const print = new Print(mouth.driver, SLIP);
    mouth.far.onQuestion = () => void mouth.driver.status();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(mouth.heard.split(ASK)).toHaveLength(2);
    mouth.far.trouble = { paper: false, coverOpen: false, jam: false };
    expect((await mouth.driver.status()).conditions).toEqual(['paper_out']);
    expect(mouth.heard.split(ASK)).toHaveLength(2);
  });

  it('counts as offline while its mouth does not answer: nobody knows what lies there', async () => {
    const mouth = new Mouth({ answerWithinMs: 20 });
    mouth.answer = () => Buffer.alloc(0);
    expect((await mouth.driver.status()).conditions).toEqual(['offline']);
    const print = new Print(mouth.driver, SLIP);
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'offline' });
  });

  it('is understood, though an answer of six bytes comes in two parts and looks like other answers', async () => {
    // Custom, FULL STATUS: 10 04 14 is answered 10 0F and four bytes, bit 20 of the first a ticket in the output.
    const full: Presenter = {
      ask: bytes('100414'),
      answerBytes: 6,
      isWaiting: (answer) => (answer.readUInt8(2) & 0x20) !== 0,
      present: undefined,
      retract: undefined,
    };
    const far = new SlipFarEnd();
    far.knows.set('100414', () => {
      far.say(bytes('100f20'));
      return bytes('000012');
    });
    const driver = driverOf(far, { profile: { ...plain, presenter: full } });
    expect((await driver.status()).conditions).toEqual(['paper_waiting']);
    expect((await driver.status()).conditions).toEqual(['paper_waiting']);
    expect(await driver.capabilities()).toMatchObject({ seesTaking: true, canRetract: false });
    expect(await driver.retract()).toBe(false);
  });

  it('draws in what was cut off, before a slip that follows one of unknown fate', async () => {
    const mouth = new Mouth();
    await mouth.driver.recover({ name: 'receipt', deviceJob: 'ABCD', intentAt: 0 });
    expect(await new Print(mouth.driver, SLIP).ended).toMatchObject({ type: 'done' });
    expect(mouth.heard).toContain(`${CUT}${RETRACT}`);
    expect(mouth.heard.indexOf(RETRACT)).toBeLessThan(mouth.heard.indexOf('1b40'));
  });
});

describe('a paper that nobody took', () => {
  it('is drawn back, and the printer is busy meanwhile', async () => {
    const mouth = new Mouth();
    mouth.holdsPaper = true;
    let asked = 0;
    mouth.far.knows.set(RETRACT, () => {
      mouth.answer = () => {
        asked += 1;
        mouth.holdsPaper = asked < 3;
        return Buffer.of(mouth.holdsPaper ? TICKET : 0);
      };
      return Buffer.alloc(0);
    });
    const retracted = mouth.driver.retract();
    expect(await mouth.driver.status()).toMatchObject({ conditions: [], busy: true });
    expect(await retracted).toBe(true);
    expect(asked).toBe(3);
    expect(await mouth.driver.status()).toMatchObject({ conditions: [], busy: false });
  });

  it('is waited for when the answer comes behind the motor, later than others may', async () => {
    const mouth = new Mouth({ answerWithinMs: 30 });
    mouth.holdsPaper = true;
    mouth.far.knows.set(RETRACT, () => {
      mouth.answer = () => {
        setTimeout(() => mouth.far.say(Buffer.of(0)), 60);
        return Buffer.alloc(0);
      };
      return Buffer.alloc(0);
    });
    expect(await mouth.driver.retract()).toBe(true);
  });

  it('stays out when the machine does not obey', async () => {
    const mouth = new Mouth({ retractWithinMs: 30 });
    mouth.holdsPaper = true;
    expect(await mouth.driver.retract()).toBe(false);
    expect((await mouth.driver.status()).conditions).toEqual(['paper_waiting']);
  });

  it('is not looked for where there is none', async () => {
    const mouth = new Mouth();
    expect(await mouth.driver.retract()).toBe(false);
    expect(mouth.heard).not.toContain(RETRACT);
  });

  it('keeps the next slip from beginning until it is in', async () => {
    const mouth = new Mouth();
    mouth.holdsPaper = true;
    const begunWhileOut: boolean[] = [];
    mouth.far.knows.set(RETRACT, () => {
      mouth.answer = () => {
        begunWhileOut.push(mouth.heard.includes('1b40'));
        mouth.holdsPaper = begunWhileOut.length < 20;
        return Buffer.of(mouth.holdsPaper ? TICKET : 0);
      };
      return Buffer.alloc(0);
    });
    const retracted = mouth.driver.retract();
    expect(await new Print(mouth.driver, SLIP).ended).toMatchObject({ type: 'done' });
    expect(await retracted).toBe(true);
    expect(begunWhileOut).not.toContain(true);
  });

  it.each([
    ['a printer without a way back', { profile: plain }],
    ['a printer that does not answer', { answerWithinMs: 20 }],
  ])('is left to %s', async (_, options) => {
    const mouth = new Mouth(options);
    mouth.far.isMute = true;
    expect(await mouth.driver.retract()).toBe(false);
  });
});

it('presents, waits, draws back and prints the next, with the simulated printer on a pty', async () => {
  const { printer, path } = await startPrinter();
  const mouth = new SimulatedMouth();
  printer.mouth = mouth;
  const driver = driverFor(path, { profile: custom });
  expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
  expect((await driver.status()).conditions).toEqual(['paper_waiting']);
  expect(await driver.retract()).toBe(true);
  expect(mouth.retracted).toBe(1);
  expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
  expect(printer.papers).toEqual([LINES, LINES]);
});
