/** The product's scanner line on a HID-POS scanner that the kernel takes for a real one. */
import assert from 'node:assert/strict';
import { hidScannerLine } from '../../../device-agent/scanner/hid-scanner-line.ts';
import { Scanner } from '../../../device-agent/scanner/scanner.ts';
import { eventually } from '../../device-agent/eventually.ts';
import { UhidDevice } from './uhid-device.ts';

const USB = { vendorId: 0x1209, productId: 0x0002 };
const WITHIN_MS = 15_000;

/**
 * Page 8C, usage 2; one kind of input report, numbered 2: byte count, three characters of the AIM identifier,
 * 56 bytes of the code, two of the vendor's, a bit that says "goes on". HID Point of Sale Usage Tables 1.02.
 */
const DESCRIPTOR = Buffer.from(
  [
    '058c0902a1010912a1028502150026ff007508',
    '0501093b95018102058c09fb09fc09fd95038102',
    '09fe95388202010666ff090495028102',
    '058c09ff25017501950181027507950181',
    '03c0c0',
  ].join(''),
  'hex',
);

/** `02 | n | ]Q1 | 56 bytes | 00 00 | goes on`: a QR code of 60 characters in two reports. */
const CODE = 'https://zm.example.cn/C/6BF3Q-TT/0123456789012345678901234567';
const REPORTS = [report(CODE.slice(0, 56), 1), report(CODE.slice(56), 0)];

function report(part: string, goesOn: 0 | 1): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x02, part.length]);
  bytes.write(`]Q1${part}`, 2, 'latin1');
  bytes.writeUInt8(goesOn, 63);
  return bytes;
}

/** Pulled and put back, it is heard again. */
export async function readsCodes(): Promise<undefined> {
  const plug = { ...USB, name: 'Scanner', descriptor: DESCRIPTOR };
  let device = await UhidDevice.plugIn(plug, () => {});
  const scanner = new Scanner({ line: hidScannerLine(USB), log: () => {}, repeatWithinMs: 0 });
  const codes: string[] = [];
  const heard = (count: number) =>
    eventually(
      () => codes,
      ({ length }) => length >= count,
      WITHIN_MS,
    );
  const state = (wanted: string) =>
    eventually(
      () => scanner.view.state,
      (seen) => seen === wanted,
      WITHIN_MS,
    );
  scanner.onCode((code) => codes.push(code));
  scanner.start();
  try {
    await state('ready');
    for (const bytes of REPORTS) device.send(bytes);
    await heard(1);
    await device.unplug();
    await state('absent');
    device = await UhidDevice.plugIn(plug, () => {});
    await state('ready');
    for (const bytes of REPORTS) device.send(bytes);
    assert.deepEqual(await heard(2), [CODE, CODE]);
  } finally {
    await scanner.stop();
    await device.unplug();
  }
  return undefined;
}
