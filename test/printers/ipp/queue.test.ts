import { expect, it } from 'vitest';
import { addressBehind } from '#printers/ipp/queue.ts';

it.each([
  ['ipp://192.168.1.20/ipp/print', true],
  ['ipp://localhost:60000/ipp/print', true],
  ['http://192.168.1.20:631/ipp/print', true],
  ['ipp://Laser%20Printer._ipp._tcp.local/', false],
  ['dnssd://Laser._ipp._tcp.local/?uuid=1', false],
  ['ipps://192.168.1.20/ipp/print', false],
  ['usb://HP/LaserJet?serial=1', false],
  ['socket://192.168.1.20:9100', false],
  ['no address at all', false],
  [undefined, false],
])('whether the printer behind %s can be asked: %s', (deviceUri, canBeAsked) => {
  expect(addressBehind({ deviceUri, errorPolicy: undefined })).toBe(canBeAsked ? deviceUri : undefined);
});
