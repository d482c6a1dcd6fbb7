import { expect, it } from 'vitest';
import { hidName, matching, usbName } from '../../../device-agent/lines/usb-id.ts';

const A1 = { vendorId: 0x0483, productId: 0x572b, serialNumber: 'A1' };

it('is named as lsusb prints it, and for people with its serial number', () => {
  expect(usbName(0x0483, 0x2b)).toBe('0483:002b');
  expect(hidName(A1)).toBe('hid 0483:572b A1');
  expect(hidName({ vendorId: 0x0483, productId: 0x572b })).toBe('hid 0483:572b');
});

it.each([
  ['the one whose serial number is asked for', A1, true],
  ['any of its kind where none is asked for', { ...A1, serialNumber: undefined }, true],
  ['not its brother', { ...A1, serialNumber: 'B2' }, false],
  ['not another product', { ...A1, productId: 0x572c }, false],
  ['not another vendor', { ...A1, vendorId: 0x0484 }, false],
])('is %s', (_, wanted, isIt) => {
  expect(matching(wanted)(A1)).toBe(isIt);
});
