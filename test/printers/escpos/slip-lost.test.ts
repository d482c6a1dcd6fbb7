import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { driverFor, LINES, LONG, Print, startPrinter } from './slip-bench.ts';

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
