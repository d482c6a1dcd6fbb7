/** Where a line leads to, as kiosk.yaml writes it. */
import { integer, maxValue, minLength, minValue, number, pipe, regex, string } from 'valibot';

export const notEmpty = pipe(string(), minLength(1, 'expected some text, found none'));
export const baud = pipe(number(), integer(), minValue(300), maxValue(4_000_000));
export const tcpPort = pipe(number(), integer(), minValue(1), maxValue(65535));
export const host = pipe(
  string(),
  regex(/^[^\s/:@]+$|^[\da-f:]+$/iu, 'expected a name or an address like 192.168.1.30'),
);

/**
 * Who stops the bytes that a serial device has no room for. `none`: nobody here. `xon_xoff`: the kernel, when the device
 * says XOFF, which then nobody else hears. `rts_cts`: the port, by the wire CTS.
 */
export const FLOWS = ['none', 'xon_xoff', 'rts_cts'] as const;
export type Flow = (typeof FLOWS)[number];
