import { expect, it } from 'vitest';
import { HidPosFraming } from '../../../device-agent/scanner/hid-pos-framing.ts';
import { layoutOf } from '../../../device-agent/scanner/report-layout.ts';

/** Report 2 and the reports beside it as a maker of Honeywell's line describes them in source that is public. */
const HONEYWELL = Buffer.from(
  [
    '058c 0902 a101', // page 8C, Bar Code Scanner, application
    '0912 a102 8502 1500 26ff00 7508', // Scanned Data Report, logical, report 2, 0..255, 8 bits
    '9501 0501 093b 8102', // 1: Generic Desktop, Byte Count
    '9503 058c 09fb 09fc 09fd 8102', // 3: Symbology Identifier 1, 2, 3
    '9538 09fe 820201', // 56: Decoded Data, buffered bytes
    '0666ff 9502 0904 0900 8102', // 2: the vendor's own code id
    '058c 2501 7501 9508 09ff 8102', // 8 bits: Decode Data Continued
    'c0',
    '0914 a102 8504 1500 2501 7501 9508 0900 095f 0960 0900 0900 0985 0986 9186 c0', // Trigger Report, output
    '0666ff 7508 26ff00 0903 a102 85fe 9501 0903 b28201 c0', // Output Redirection, feature
    '0901 a102 85fd 9501 0921 9102 953e 0922 928201 c0', // Serial Data Stream, output
    'c0',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

/**
 * What a Honeywell Voyager 1602g said when it was asked for its version (HenkVanAsselt/python_hon_usbhid, README; the
 * reports with its serial number are left out here): n = 56, `]X0`, 56 bytes, 3F 00, 01; and the last, n = 9, .., 00.
 */
const FIRST = Buffer.from(
  '02385d583050726f64756374204e616d653a20566f7961676572203136303267' +
    '0d0a426f6f74205265766973696f6e3a203a20383939320d0a536f66743f0001',
  'hex',
);
const LAST = Buffer.from(`02095d5830756d3a204e2f410d0a${'00'.repeat(47)}3f0000`, 'hex');

/** A page of a keyboard (HID 1.11, appendix E.6), shortened. */
const KEYBOARD = Buffer.from(
  '05010906a101050719e029e71500250175019508810295017508810195067508150025650507190029658100c0',
  'hex',
);

function framingOf(descriptor: Buffer): HidPosFraming {
  const layout = layoutOf(descriptor);
  if (layout === undefined) throw new Error('no layout');
  return new HidPosFraming(layout);
}

/** A report that is filled up with zeros. */
const report = (hex: string, bytes = 64) =>
  Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex')], bytes);

it('the places of a code are read from the description of the reports', () => {
  expect(layoutOf(HONEYWELL)).toEqual({
    reportId: 2,
    countAt: 1,
    symbologyAt: 2,
    dataAt: 5,
    dataBytes: 56,
    continuedAt: 63,
  });
});

it('a code in one report becomes identifier, code and CR', () => {
  const framing = framingOf(HONEYWELL);
  expect(framing.unpack(report('02 05 5d5131 68656c6c6f')).toString()).toBe(']Q1hello\r');
  expect(framing.unpack(report('02 03 000000 616263')).toString()).toBe('abc\r');
});

it('a long text comes in several reports; the identifier is told once, the end once', () => {
  const framing = framingOf(HONEYWELL);
  expect(FIRST).toHaveLength(64);
  expect(LAST).toHaveLength(64);
  const text = Buffer.concat([framing.unpack(FIRST), framing.unpack(FIRST), framing.unpack(LAST)]).toString();
  const piece = 'Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoft';
  expect(text).toBe(`]X0${piece}${piece}um: N/A\r\n\r`);
  expect(framing.unpack(report('02 01 5d4530 37')).toString()).toBe(']E07\r');
});

it('a report of another kind is no code', () => {
  expect(framingOf(HONEYWELL).unpack(report('04 02 5d5131 6162'))).toHaveLength(0);
});

it('a count beyond the report, and a report that was cut off, yield what is there', () => {
  const framing = framingOf(HONEYWELL);
  expect(framing.unpack(report('02 ff 5d5131 61')).subarray(0, 4).toString()).toBe(']Q1a');
  expect(framing.unpack(Buffer.from('0203', 'hex')).toString()).toBe('\r');
  expect(framing.unpack(Buffer.alloc(0))).toHaveLength(0);
});

/** The order of Newland's NLS-FM420 (integration guide, page 47); the description itself is written after it, not recorded. */
it('another maker’s order is as good: no identifier, code from byte 2, the flag in the last byte', () => {
  const newland = Buffer.from(
    '058c0902a10185021500 26ff00 7508 9501 0501093b 8102 9538058c09fe820201 95058101 25017501950109ff8102 95078101 c0'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  expect(layoutOf(newland)).toMatchObject({ dataAt: 2, dataBytes: 56, symbologyAt: null, continuedAt: 63 });
  const framing = framingOf(newland);
  const continued = Buffer.concat([
    report('02 38', 2),
    Buffer.alloc(56, 'a'),
    Buffer.from('000000000001', 'hex'),
  ]);
  expect(framing.unpack(continued).toString()).toBe('a'.repeat(56));
  expect(framing.unpack(report('02 02 6262')).toString()).toBe('bb\r');
});

it('without numbered reports and without a count, the zeros behind a code are no part of it', () => {
  const plain = Buffer.from('058c0902a1011500 26ff00 7508 9520 09fe 820201 c0'.replaceAll(' ', ''), 'hex');
  expect(layoutOf(plain)).toEqual({
    reportId: null,
    countAt: null,
    symbologyAt: null,
    dataAt: 0,
    dataBytes: 32,
    continuedAt: null,
  });
  expect(framingOf(plain).unpack(report('313233', 32)).toString()).toBe('123\r');
});

it.each([
  ['a keyboard', KEYBOARD],
  ['nothing', Buffer.alloc(0)],
  ['half an item', Buffer.from('058c09', 'hex')],
  ['a long item', Buffer.from('fe0100aa058c', 'hex')],
  ['noise', Buffer.alloc(4096, 0x81)],
])('%s is no scanner', (_, descriptor) => {
  expect(layoutOf(descriptor)).toBeUndefined();
});
