/** kiosk.yaml: which machine this is, which devices hang on it, and which server it belongs to. */
import {
  array,
  brand,
  check,
  finite,
  forward,
  type InferOutput,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  transform,
  trim,
  union,
  variant,
} from 'valibot';
import { KIOSK_ID, MAX_SHORT_TEXT } from '#server/contract/words.ts';
import { baud, host, notEmpty, tcpPort } from './lines/addresses.ts';
import { slipSettings } from './printing/lines/slip-settings.ts';
import { FRAMING_NAMES, type Unsupported, whyUnsupported } from './readers/lines/hid/known-hid-readers.ts';

const port = pipe(number(), integer(), minValue(0), maxValue(65535));
const positive = pipe(number(), finite(), minValue(1));

/** The form first, then what no form tells: a port beyond 65535, a host with a space in it. */
const url = (form: RegExp, like: string) => {
  const expected = `expected an address like ${like}`;
  return pipe(string(), regex(form, expected), check(URL.canParse, expected));
};

const readerBaud = optional(union([literal('auto'), baud]), 'auto');

/** As `lsusb` prints it: `0x0483`, or in quotes `'0483'`; bare, YAML would take it for a decimal number. */
const usbNumber = (like: string) => {
  const expected = `expected a USB number like ${like}`;
  const hex = pipe(
    string(),
    regex(/^(0x)?[\da-f]{4}$/iu),
    transform((digits) => Number.parseInt(digits, 16)),
  );
  return pipe(
    union([number(), hex], expected),
    integer(expected),
    minValue(0, expected),
    maxValue(0xffff, expected),
  );
};
const usbId = {
  vendorId: usbNumber('0x0483'),
  productId: usbNumber('0x572b'),
  /** Which one, where two of a kind hang on one machine. */
  serialNumber: optional(notEmpty),
};
const framing = optional(picklist(['auto', ...FRAMING_NAMES]), 'auto');
const NO_READER: Readonly<Record<Unsupported, string>> = {
  vendor_class:
    'this USB reader speaks a class of its vendor’s own, not HID, and is not supported; ' +
    'set it to USB-serial mode or use its serial variant (kind: serial), or take another reader',
  awaits_firmware:
    'this is the number of a device that waits for new firmware (DFU mode) and reads no cards; ' +
    'unplug it, plug it in again, and write the number it has then',
};
/** Program and arguments that turn the photo of a card (WLT on stdin) into a PNG, JPEG or BMP on stdout. Left out: no photo. */
const photoDecoder = optional(
  pipe(
    array(notEmpty, 'expected a list: [program, argument]'),
    minLength(1, 'expected a program and its arguments'),
  ),
);

export const kioskSettings = strictObject({
  kiosk: strictObject({
    id: pipe(
      string(),
      regex(KIOSK_ID, 'expected small letters, digits and hyphens, at most 63, e.g. hongqi-01'),
      brand('KioskId'),
    ),
    name: pipe(string(), trim(), minLength(1, 'expected a name'), maxLength(MAX_SHORT_TEXT)),
  }),
  listen: optional(strictObject({ port: optional(port, 7070) }), {}),
  server: strictObject({ url: url(/^https?:\/\/[^/?#@]+\/?$/u, 'http://192.168.1.10:8080') }),
  reader: optional(
    variant('kind', [
      strictObject({ kind: literal('serial'), path: notEmpty, baud: readerBaud, photoDecoder }),
      pipe(
        strictObject({ kind: literal('hid'), ...usbId, framing, photoDecoder }),
        forward(
          check(({ vendorId, productId }) => whyUnsupported(vendorId, productId) === undefined, noReader),
          ['productId'],
        ),
      ),
      /** A serial server that passes bytes on as they are. */
      strictObject({ kind: literal('tcp'), host, port: tcpPort, photoDecoder }),
    ]),
  ),
  /** Reads codes on paper and on phones. Left out, the screen listens to one that types like a keyboard. */
  scanner: optional(
    variant('kind', [
      strictObject({ kind: literal('serial'), path: notEmpty, baud: optional(baud, 9600) }),
      strictObject({ kind: literal('hid'), ...usbId }),
    ]),
  ),
  printers: optional(
    strictObject({
      page: optional(
        strictObject({
          kind: literal('ipp'),
          url: url(/^(ipp|http)s?:\/\/[^/?#@]+(\/|$)/u, 'ipp://192.168.1.20/ipp/print'),
        }),
      ),
      slip: optional(slipSettings),
    }),
    {},
  ),
  screen: optional(strictObject({ shortSideMm: positive, shortSidePx: positive })),
  /** Where the kiosk keeps its key and its spool; left out, a folder of its own under var/kiosk. */
  data: optional(strictObject({ dir: optional(notEmpty) }), {}),
});

function noReader({ input }: { input: { vendorId: number; productId: number } }): string {
  const why = whyUnsupported(input.vendorId, input.productId);
  return why ? NO_READER[why] : '';
}

export type ReaderSettings = NonNullable<KioskSettings['reader']>;
/** How a reader is reached. */
export type LineSettings = LineOf<ReaderSettings>;
type LineOf<Reader> = Reader extends ReaderSettings ? Omit<Reader, 'photoDecoder'> : never;
export type ScannerSettings = NonNullable<KioskSettings['scanner']>;
export type KioskSettings = InferOutput<typeof kioskSettings>;
