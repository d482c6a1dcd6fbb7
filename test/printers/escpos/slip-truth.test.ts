import type { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import type { SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import { Print } from './slip-bench.ts';
import { driverOf, ROUND, SLIP, SlipFarEnd } from './slip-far-end.ts';

const ASKED_BEFORE = 2 * 4 * 3; // two rounds of four questions
/** GS r 1, twice: behind each piece. */
const QUESTION = '\x1dr\x01\x1dr\x01';
const SHORT = { completeWithinMs: 20 };

const print = (far: SlipFarEnd, options: Partial<SlipDriverOptions> = {}) =>
  new Print(driverOf(far, options), SLIP).ended;

async function printedWell(): Promise<SlipFarEnd> {
  const far = new SlipFarEnd();
  expect(await print(far)).toEqual({ type: 'done', evidence: 'stream_ack' });
  expect(far.papers).toHaveLength(1);
  expect(far.papers[0]).toHaveLength(61);
  return far;
}

it('never calls a slip done that lacks rows, wherever the power blinks', async () => {
  const well = await printedWell();
  const ends = new Map<string, number>();
  for (let bytes = ASKED_BEFORE + 1; bytes <= well.heard.length; bytes += 17) {
    const far = new SlipFarEnd();
    far.after(bytes, far.powerBlink);
    const end = await print(far, SHORT);
    ends.set(end?.type ?? 'none', (ends.get(end?.type ?? 'none') ?? 0) + 1);
    if (end?.type === 'done') expect(far.papers).toEqual(well.papers);
    else expect(end?.type).toBe('uncertain');
  }
  expect([...ends.keys()].toSorted()).toEqual(['done', 'uncertain']);
});

it('does not take one stray 00 for the answer of a printer that says nothing, whenever it comes', async () => {
  const { heard } = await printedWell();
  const mute = () => {
    const far = new SlipFarEnd();
    far.sensor = () => Buffer.alloc(0);
    return far;
  };
  for (let bytes = 1; bytes <= heard.length; bytes += 97) {
    const far = mute();
    far.after(bytes, () => far.say(Buffer.of(0)));
    expect(await print(far, SHORT)).toMatchObject({ type: 'uncertain' });
  }
  const far = mute();
  far.onQuestion = () => {
    far.say(Buffer.of(0));
    far.onQuestion = () => {};
  };
  expect(await print(far, SHORT)).toMatchObject({ type: 'uncertain' });
});

it('leaves a slip uncertain when only one of its two questions is answered', async () => {
  const far = new SlipFarEnd();
  let asked = 0;
  far.sensor = () => {
    asked += 1;
    return Buffer.alloc(asked % 2);
  };
  expect(await print(far, SHORT)).toMatchObject({ type: 'uncertain' });
});

it('sends the next piece only after the answer', async () => {
  const far = new SlipFarEnd();
  far.sensor = () => Buffer.alloc(0);
  expect(await print(far, SHORT)).toMatchObject({ type: 'uncertain' });
  expect(far.heard.toString('latin1').split(QUESTION)).toHaveLength(2);
});

it('drops what a printer says twice', async () => {
  const far = new SlipFarEnd();
  far.sensor = () => Buffer.of(0, 0);
  expect(await print(far)).toMatchObject({ type: 'done' });
  expect(far.papers).toEqual((await printedWell()).papers);
});

it('is done only after a look that finds no trouble', async () => {
  const far = new SlipFarEnd();
  far.onQuestion = () => {
    if (far.papers.length === 1) far.trouble = { paper: false, coverOpen: false, jam: false };
  };
  const run = new Print(driverOf(far), SLIP);
  await run.until('blocked');
  expect(run.types).toEqual(['created', 'sent', 'blocked']);
  far.trouble = { paper: true, coverOpen: false, jam: false };
  expect(await run.ended).toMatchObject({ type: 'done' });
});

it('does not take an answer owed to a slip called off for one of the next, whose last piece is lost', async () => {
  const pieces = (await printedWell()).heard.toString('latin1').split(QUESTION).length - 1;
  const clearance = 2;
  const far = new SlipFarEnd();
  far.workRounds = 9;
  const driver = driverOf(far, { completeWithinMs: 1000 });
  const former = new Print(driver, { lines: [{ kind: 'text', text: '居住证明' }] });
  far.onQuestion = () => former.callOff();
  expect(await former.ended).toEqual({ type: 'uncertain', reason: 'called off' });
  let questions = 0;
  far.onQuestion = () => {
    questions += 1;
    if (questions === 2 * (clearance + pieces - 1)) far.sensor = () => Buffer.alloc(0);
  };
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'uncertain' });
  expect(questions).toBe(2 * (clearance + pieces));
});

it('is not printed when the printer does not even say that the former slip is cut off', async () => {
  const far = new SlipFarEnd();
  far.sensor = () => Buffer.alloc(0);
  const driver = driverOf(far, SHORT);
  await driver.recover({ name: 'receipt', deviceJob: 'ABCD', intentAt: 0 });
  expect(await new Print(driver, SLIP).ended).toMatchObject({ type: 'not_printed' });
  expect(far.papers).toEqual([[]]);
});

it('is not printed when the line tears behind the last answer before byte one', async () => {
  const far = new SlipFarEnd();
  let near: Duplex | undefined;
  const connect = async () => {
    near = await far.connect();
    return near;
  };
  let answers = 0;
  const tearAfterTheRound = () => {
    answers += 1;
    if (answers === ROUND) near?.destroy();
  };
  const driver = driverOf({ connect });
  const job = { name: 'receipt', mediaType: '', bytes: Buffer.from(JSON.stringify(SLIP)), pages: 1 };
  const ends: string[] = [];
  for await (const event of driver.print(job, new AbortController().signal)) {
    ends.push(event.type);
    if (event.type === 'created') near?.on('data', tearAfterTheRound);
  }
  expect(ends).toEqual(['created', 'not_printed']);
  expect(far.heard).toHaveLength(ASKED_BEFORE);
});
