import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { driverFor, Print, RECEIPT, startPrinter } from './slip-bench.ts';

const LINES = [
  '居住证明回执',
  '─'.repeat(24),
  `编号${' '.repeat(38)}000017`,
  'https://linli.example/C#17',
  '请取走证明',
];
/** Some; how much, no slip printer knows. */
const PAPER = { kind: 'paper', name: '卷纸', percent: null };
const LONG = { lines: Array.from({ length: 60 }, (_, at) => ({ kind: 'text', text: `第 ${at + 1} 行` })) };

describe('a slip that is printed', () => {
  it.each(['stream_ack', 'process_id'] as const)(
    'is done when the printer says so, by %s',
    async (completion) => {
      const { printer, path } = await startPrinter();
      const print = new Print(driverFor(path, { profile: { ...profile, completion } }));
      expect(await print.ended).toEqual({ type: 'done', evidence: completion });
      expect(print.types).toEqual(['created', 'sent', 'done']);
      expect(printer.papers).toEqual([LINES]);
    },
  );

  it('sends nothing but questions before the caller asks for what comes after `created`', async () => {
    const { printer, path } = await startPrinter();
    const heard: Buffer[] = [];
    printer.onBytes = (bytes) => heard.push(bytes);
    const job = { name: 'receipt', mediaType: '', bytes: Buffer.from(JSON.stringify(RECEIPT)), pages: 1 };
    const events = driverFor(path).print(job, new AbortController().signal)[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { type: 'created' } });
    expect(Buffer.concat(heard).toString('hex')).toBe('100401100402100403100404');
    await events.return?.();
    expect(printer.papers).toEqual([]);
  });

  it('prints one slip after the other on one line', async () => {
    const { printer, path } = await startPrinter();
    const driver = driverFor(path);
    for (let count = 0; count < 3; count += 1) await new Print(driver).ended;
    expect(printer.papers).toEqual([LINES, LINES, LINES]);
  });

  it('tells its status while it prints', async () => {
    const { path } = await startPrinter({ msPerLine: 20 });
    const driver = driverFor(path);
    const print = new Print(driver);
    await print.until('sent');
    expect(await driver.status()).toEqual({ conditions: [], busy: true, supplies: [PAPER] });
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(await driver.status()).toEqual({ conditions: [], busy: false, supplies: [PAPER] });
  });
});

describe('a slip that is held up', () => {
  it('waits for paper in the middle, goes on and comes out whole, once', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper(10);
    const print = new Print(driverFor(path), LONG);
    await print.until('blocked');
    expect(print.events.at(-1)).toEqual({ type: 'blocked', conditions: ['paper_out'] });
    expect(printer.papers).toEqual([]);
    printer.fillPaper();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(print.types).toContain('resumed');
    expect(printer.papers).toEqual([LONG.lines.map(({ text }) => text)]);
  });

  it.each([
    ['cover_open', 'openCover', 'closeCover'],
    ['jam', 'jam', 'clearJam'],
  ] as const)('waits out %s', async (condition, trouble, remedy) => {
    const { printer, path } = await startPrinter({ msPerLine: 5 });
    const print = new Print(driverFor(path, { profile: { ...profile, tellsJams: true } }));
    await print.until('sent');
    printer[trouble]();
    await print.until('blocked');
    expect(print.events.at(-1)).toEqual({ type: 'blocked', conditions: [condition] });
    printer[remedy]();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(printer.papers).toHaveLength(1);
  });

  it('is not begun without paper', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper();
    const driver = driverFor(path);
    const print = new Print(driver);
    await print.until('blocked');
    expect((await driver.status()).supplies).toEqual([{ ...PAPER, percent: 0 }]);
    print.callOff();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'paper_out' });
    expect(print.types).toEqual(['blocked', 'not_printed']);
  });

  it('is begun when the paper is filled that was out before byte one, and is printed once', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper();
    const print = new Print(driverFor(path));
    await print.until('blocked');
    printer.fillPaper();
    expect(await print.ended).toMatchObject({ type: 'done' });
    expect(print.types).toEqual(['blocked', 'resumed', 'created', 'sent', 'done']);
    expect(printer.papers).toEqual([LINES]);
  });

  it('does not come out late when it was called off, and the next slip does not carry its beginning', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper(10);
    const driver = driverFor(path);
    const print = new Print(driver, LONG);
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'uncertain', reason: 'called off' });
    printer.fillPaper();
    await new Print(driver).ended;
    expect(printer.papers).toHaveLength(2);
    expect(printer.papers[0]).toHaveLength(10);
    expect(printer.papers[1]).toEqual(LINES);
  });
});

describe('a slip printer that is lost', () => {
  it.each(['stream_ack', 'process_id'] as const)(
    'leaves the slip uncertain when its cable is pulled, %s',
    async (completion) => {
      const { printer, path } = await startPrinter();
      printer.emptyPaper(2);
      const driver = driverFor(path, { profile: { ...profile, completion } });
      const print = new Print(driver);
      await print.until('blocked');
      printer.unplug();
      expect(await print.ended).toMatchObject({ type: 'uncertain' });
      expect(await driver.status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
    },
  );

  it('never claims a paper that is not there, and never prints two, wherever the cable tears', async () => {
    const whole = await startPrinter({ msPerLine: 0 });
    let total = 0;
    whole.printer.onBytes = (bytes) => {
      total += bytes.length;
    };
    await new Print(driverFor(whole.path)).ended;
    const beforeTheSlip = 2 * 4 * 3; // two rounds of four questions
    for (let bytes = 1; bytes < total; bytes += 9) {
      const { printer, path } = await startPrinter({ msPerLine: 0 });
      printer.unplugAfter(bytes);
      const end = await new Print(driverFor(path)).callOffWhenBlocked().ended;
      if (bytes < beforeTheSlip) expect(end).toMatchObject({ type: 'not_printed' });
      else expect(['done', 'uncertain']).toContain(end?.type);
      if (end?.type === 'done') expect(printer.papers).toEqual([LINES]);
      expect(printer.papers.length).toBeLessThanOrEqual(1);
    }
  });

  it('leaves the slip uncertain when its power fails', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper(2);
    const print = new Print(driverFor(path, { answerWithinMs: 50 }));
    await print.until('blocked', 'paper_out');
    printer.isMute = true;
    expect(await print.ended).toMatchObject({ type: 'uncertain' });
    expect(print.events).toContainEqual({ type: 'blocked', conditions: ['offline'] });
  });

  it.each(['stream_ack', 'process_id'] as const)(
    'leaves the slip uncertain when its power blinks in the middle, %s',
    async (completion) => {
      const { printer, path } = await startPrinter();
      printer.emptyPaper(10);
      const print = new Print(
        driverFor(path, { profile: { ...profile, completion }, completeWithinMs: 100 }),
        LONG,
      );
      await print.until('blocked');
      printer.powerBlink();
      printer.fillPaper();
      expect(await print.ended).toMatchObject({ type: 'uncertain' });
      expect(printer.papers).toEqual([]);
    },
  );

  it('leaves the slip uncertain when it is well but never says that the slip is out', async () => {
    const { printer, path } = await startPrinter();
    const driver = driverFor(path, {
      profile: { ...profile, completion: 'process_id' },
      completeWithinMs: 100,
    });
    printer.obeysProcessId = false;
    expect(await new Print(driver).ended).toMatchObject({ type: 'uncertain' });
    expect(printer.papers).toEqual([LINES]);
  });

  it('is offline while silent, and lets nothing leave', async () => {
    const { printer, path } = await startPrinter();
    printer.isMute = true;
    const driver = driverFor(path, { answerWithinMs: 30 });
    expect(await driver.status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
    const print = new Print(driver);
    await print.until('blocked');
    print.callOff();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'offline' });
    printer.isMute = false;
    await vi.waitUntil(async () => (await driver.status()).conditions.length === 0, { timeout: 5000 });
    expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
    expect(printer.papers).toEqual([LINES]);
  });

  it('is found again on a new cable', async () => {
    const { printer, path } = await startPrinter();
    const driver = driverFor(path);
    await driver.status();
    printer.unplug();
    await vi.waitUntil(async () => (await driver.status()).conditions.includes('offline'), { timeout: 5000 });
    await printer.plug();
    await vi.waitUntil(async () => (await driver.status()).conditions.length === 0, { timeout: 5000 });
    expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
  });

  it.each([
    ['there is no such port', '/dev/serial/by-id/not-there'],
    ['its port is a file', fileURLToPath(import.meta.url)],
    ['its port is a folder', tmpdir()],
    ['its port is a device of another kind', '/dev/full'],
  ])('is offline when %s, and lets nothing leave', async (_, path) => {
    const driver = driverFor(path);
    expect(await driver.status()).toEqual({ conditions: ['offline'], busy: false, supplies: [] });
    const print = new Print(driver);
    await print.until('blocked');
    await driver.close();
    expect(await print.ended).toEqual({ type: 'not_printed', reason: 'offline' });
  });
});

describe('a document that is no slip', () => {
  it.each([['text'], [{ lines: 'none' }], [{ lines: [{ kind: 'picture' }] }]])(
    'is not printed: %j',
    async (document) => {
      const { path } = await startPrinter();
      expect(await new Print(driverFor(path), document).ended).toEqual({
        type: 'not_printed',
        reason: 'this is no slip',
      });
    },
  );
});

describe('an agent that comes back', () => {
  it.each([
    ['uncertain', 'ABCD'],
    ['not_printed', undefined],
  ])('finds a slip %s whose device job was %s', async (type, deviceJob) => {
    const { path } = await startPrinter();
    expect(await driverFor(path).recover({ name: 'receipt', deviceJob, intentAt: 0 })).toMatchObject({
      type,
    });
  });

  it('gives the next resident nothing of the slip it was printing', async () => {
    const { printer, path } = await startPrinter();
    printer.emptyPaper(2);
    const former = driverFor(path);
    await new Print(former, LONG).until('blocked');
    await former.close();
    printer.powerBlink();
    printer.fillPaper();
    const driver = driverFor(path);
    await driver.recover({ name: 'receipt', deviceJob: 'ABCD', intentAt: 0 });
    expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
    expect(printer.papers).toEqual([['第 1 行', '第 2 行'], LINES]);
  });
});
