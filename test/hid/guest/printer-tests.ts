/** The agent's way to a slip printer on USB, through the kernel's printer driver. */
import assert from 'node:assert/strict';
import type { PrinterDriver } from '#printers/contract.ts';
import { PROFILES } from '#printers/escpos/profiles.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { Holders } from '../../../device-agent/doctor/machine/holders.ts';
import { userNow } from '../../../device-agent/doctor/machine/permission.ts';
import { usbPrinters } from '../../../device-agent/doctor/machine/usb-printers.ts';
import { slipLineOf } from '../../../device-agent/printing/lines/slip-line-of.ts';
import { HOST_SIDE, isThere, PrinterGadget } from './printer-gadget.ts';

const SLIP = {
  lines: [
    { kind: 'text', text: '居住证明回执', align: 'centre', size: 'double' },
    ...Array.from({ length: 12 }, (_, at) => ({ kind: 'pair', name: `第 ${at + 1} 项`, value: '办结' })),
    { kind: 'pair', name: '编号', value: '000017' },
  ],
};
const LINE = slipLineOf({ kind: 'usb', node: HOST_SIDE });

let plugged: PrinterGadget | undefined;

/** Plugged in once for all tests: the emulated hub overlooks some pluggings that follow a pull. The last test pulls it. */
async function withPrinter<T>(
  work: (printer: PrinterGadget, driver: PrinterDriver) => Promise<T>,
): Promise<T> {
  plugged ??= await PrinterGadget.plugIn();
  const profile = PROFILES.get('plain');
  assert(profile);
  const driver = escposSlipDriver({ open: LINE.open, profile, answerWithinMs: 3000, lostAfterMs: 10_000 });
  try {
    return await work(plugged, driver);
  } finally {
    await driver.close();
  }
}

async function lastOf(driver: PrinterDriver): Promise<string | undefined> {
  const bytes = Buffer.from(JSON.stringify(SLIP));
  const job = { name: 'receipt', mediaType: 'application/vnd.linli.slip+json', bytes, pages: 1 };
  let last: string | undefined;
  for await (const event of driver.print(job, new AbortController().signal)) last = event.type;
  return last;
}

export function printsThroughUsblp(): Promise<string> {
  return withPrinter(async (printer, driver) => {
    const askedAt = performance.now();
    assert.deepEqual((await driver.status()).conditions, []);
    const answeredMs = Math.round(performance.now() - askedAt);
    await assert.rejects(LINE.open(), { code: 'locked' });
    assert.equal(await lastOf(driver), 'done');
    assert.equal(printer.papers.length, 1);
    assert.match(printer.papers[0]?.join() ?? '', /000017/u);
    printer.openCover();
    assert.deepEqual((await driver.status()).conditions, ['cover_open']);
    printer.closeCover();
    return `opened and asked four questions in ${answeredMs} ms`;
  });
}

export function leavesPulledSlipInDoubt(): Promise<undefined> {
  return withPrinter(async (printer, driver) => {
    assert.deepEqual((await driver.status()).conditions, []);
    printer.onBytes = (bytes) => {
      if (bytes.length > 100) printer.unplug(); // a piece of the slip, not a question
    };
    assert.equal(await lastOf(driver), 'uncertain');
    await isThere(HOST_SIDE, false);
    assert.equal(await LINE.isPresent(), false);
    assert.deepEqual((await driver.status()).conditions, ['offline']);
    return undefined;
  });
}

export function seesUsbPrinter(): Promise<undefined> {
  return withPrinter(async () => {
    const [found, ...others] = usbPrinters({ root: '/', user: userNow(), holders: new Holders('/') });
    assert.equal(others.length, 0);
    assert.equal(found?.path, HOST_SIDE);
    assert.equal(found.driver, 'usblp');
    assert.equal(found.usb?.vendorId, 0x04b8);
    assert.deepEqual(found.languages, ['ESC/POS']);
    assert.equal(found.isOneWay, false);
    return undefined;
  });
}
