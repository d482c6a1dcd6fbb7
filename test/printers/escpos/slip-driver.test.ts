import { describe, expect, it, vi } from 'vitest';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { driverFor, LINES, LONG, PAPER, Print, RECEIPT, startPrinter } from './slip-bench.ts';

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

it('hears of an opened cover from a printer that tells of it by itself, and once', async () => {
  const { printer, path } = await startPrinter();
  const driver = driverFor(path, { profile: { ...profile, automaticStatus: true } });
  const change = vi.fn();
  driver.onChange(change);
  expect(await new Print(driver).ended).toMatchObject({ type: 'done' });
  expect(change).not.toHaveBeenCalled();
  printer.openCover();
  await vi.waitUntil(() => change.mock.calls.length === 1, { timeout: 5000, interval: 2 });
  expect((await driver.status()).conditions).toEqual(['cover_open']);
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
