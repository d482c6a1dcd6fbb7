import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { Print } from '../slip-bench.ts';
import { driverOf, ROUND, SLIP, SlipFarEnd } from '../slip-far-end.ts';

/** GS r 1, twice: behind each piece. */
const QUESTION = '\x1dr\x01\x1dr\x01';
const NO_PAPER = { paper: false, coverOpen: false, jam: false };
const WELL = { paper: true, coverOpen: false, jam: false };
/** DLE ENQ 2. */
const FORGET = '100502';

const piecesHeardBy = (far: SlipFarEnd) => far.heard.toString('latin1').split(QUESTION).length - 1;
/** Answers the first of a piece's two questions, then calls out. */
const atFirstAnswer = (far: SlipFarEnd, strike: () => void) => {
  let answers = 0;
  far.onQuestion = () => {
    answers += 1;
    if (answers === 2) strike();
  };
};

it('stops at XOFF, goes on at XON, and is done with every row', async () => {
  const far = new SlipFarEnd();
  atFirstAnswer(far, far.hold);
  let rounds = 0;
  const piecesAt: number[] = [];
  far.onAsked = (n) => {
    if (n !== ROUND) return;
    rounds += 1;
    piecesAt.push(piecesHeardBy(far));
    if (rounds === 20) far.goOn();
  };
  expect(await new Print(driverOf(far), SLIP).ended).toEqual({ type: 'done', evidence: 'stream_ack' });
  expect(piecesAt.slice(3, 20)).toEqual(Array.from({ length: 17 }, () => 1));
  expect(far.papers).toHaveLength(1);
  expect(far.papers[0]).toHaveLength(61);
});

it('is asked how it is while it is held', async () => {
  const far = new SlipFarEnd();
  const driver = driverOf(far);
  await driver.status();
  far.hold();
  expect(await driver.status()).toMatchObject({ conditions: [] });
});

it('waits out a hold in the middle of a piece, longer than a piece may take', async () => {
  const far = new SlipFarEnd();
  far.after(200, far.hold);
  let rounds = 0;
  far.onAsked = (n) => {
    if (n !== ROUND) return;
    rounds += 1;
    if (rounds === 100) far.goOn();
  };
  expect(await new Print(driverOf(far, { completeWithinMs: 30 }), SLIP).ended).toMatchObject({
    type: 'done',
  });
  expect(rounds).toBeGreaterThan(100);
});

it('is uncertain when it is held for ever though all is well, and the printer is told to forget it', async () => {
  const far = new SlipFarEnd();
  far.after(200, far.hold);
  const driver = driverOf(far, { heldAfterMs: 50 });
  expect(await new Print(driver, SLIP).ended).toEqual({
    type: 'uncertain',
    reason: 'it takes no more bytes',
  });
  expect(far.heard.toString('hex')).toContain(FORGET);
  far.goOn();
  far.powerBlink();
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'done' });
  expect(far.papers).toHaveLength(2);
  expect(far.papers[1]).toHaveLength(61);
});

it('is not printed when it is held for ever before byte one', async () => {
  const far = new SlipFarEnd();
  const driver = driverOf(far, { heldAfterMs: 50 });
  await driver.status();
  far.hold();
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'not_printed' });
  expect(piecesHeardBy(far)).toBe(0);
  expect(far.heard.toString('hex')).not.toContain(FORGET);
});

it('is blocked, not given up, while the held printer says why', async () => {
  const far = new SlipFarEnd();
  far.after(200, () => {
    far.trouble = NO_PAPER;
    far.hold();
  });
  let rounds = 0;
  far.onAsked = (n) => {
    if (n !== ROUND) return;
    rounds += 1;
    if (rounds === 100) {
      far.trouble = WELL;
      far.goOn();
    }
  };
  const print = new Print(driverOf(far, { heldAfterMs: 30 }), SLIP);
  expect(await print.ended).toMatchObject({ type: 'done' });
  expect(print.events).toContainEqual({ type: 'blocked', conditions: ['paper_out'] });
});

it('does not need an XON that was lost: an answer from behind the piece says the same', async () => {
  const far = new SlipFarEnd();
  far.after(200, () => far.say(Buffer.of(0x13)));
  const print = new Print(driverOf(far, { heldAfterMs: 1000 }), SLIP);
  expect(await print.ended).toMatchObject({ type: 'done' });
});

it('is told to forget a slip that it does not say it is through with: its rows would come out beside the next resident', async () => {
  const far = new SlipFarEnd();
  far.after(200, () => {
    far.hold();
    far.say(Buffer.of(0x11)); // noise that looks like an XON
  });
  expect(await new Print(driverOf(far, { completeWithinMs: 50 }), SLIP).ended).toEqual({
    type: 'uncertain',
    reason: 'the printer does not say that it is through',
  });
  expect(far.heard.toString('hex')).toContain(FORGET);
});

/** A port whose kernel takes so many bytes and holds back the rest: flow control by wires, or by the kernel. */
class StuckPort extends Duplex {
  readonly taken: Buffer[] = [];
  readonly far: Duplex;
  #room: number;

  constructor(far: Duplex, room: number) {
    super();
    this.far = far;
    this.#room = room;
    far.on('data', (bytes: Buffer) => this.push(bytes));
  }

  override _read(): void {}
  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (bytes.length > this.#room) return;
    this.#room -= bytes.length;
    this.taken.push(bytes);
    this.far.write(bytes, () => done());
  }
}

it('is uncertain when the port takes its bytes no more, and the port is destroyed with what it holds', async () => {
  const far = new SlipFarEnd();
  const ports: StuckPort[] = [];
  const connect = async () => {
    const port = new StuckPort(await far.connect(), ports.length === 0 ? 600 : Number.POSITIVE_INFINITY);
    ports.push(port);
    return port;
  };
  const driver = driverOf({ connect }, { takeWithinMs: 50 });
  expect(await new Print(driver, SLIP).ended).toEqual({
    type: 'uncertain',
    reason: 'the slip printer is stuck',
  });
  expect(ports[0]?.destroyed).toBe(true);
  expect(Buffer.concat(ports[0]?.taken ?? []).length).toBeLessThanOrEqual(600);
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'done' });
  expect(far.papers).toHaveLength(2);
});
