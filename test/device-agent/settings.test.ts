import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROFILES } from '#printers/escpos/profiles.ts';
import { kioskSettings } from '../../device-agent/settings.ts';
import { readSettings } from '../../settings/read-settings.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kiosk-'));
  file = join(dir, 'kiosk.yaml');
});
afterEach(() => rmSync(dir, { recursive: true }));

const LEAST = 'kiosk: {id: hongqi-01, name: 红旗社区 01 号}\nserver: {url: "http://127.0.0.1:8080"}\n';

function read(yaml: string) {
  writeFileSync(file, yaml);
  return readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env: {} });
}

it('takes a kiosk without devices: what is left out is absent', () => {
  expect(read(LEAST)).toEqual({
    kiosk: { id: 'hongqi-01', name: '红旗社区 01 号' },
    listen: { port: 7070 },
    server: { url: 'http://127.0.0.1:8080' },
    printers: {},
    data: {},
  });
});

it('takes a whole kiosk', () => {
  const whole = `${LEAST}
reader: {kind: serial, path: /dev/serial/by-id/reader, baud: auto}
printers:
  page: {kind: ipp, url: "ipp://192.168.1.20/ipp/print"}
  slip: {kind: escpos, path: /dev/serial/by-id/slip, baud: 9600, columns: 32, charset: gb18030, completion: process_id}
screen: {shortSideMm: 300, shortSidePx: 1080}
`;
  expect(read(whole)).toMatchObject({
    reader: { baud: 'auto' },
    printers: {
      slip: {
        at: { kind: 'serial', path: '/dev/serial/by-id/slip', baud: 9600, flow: 'none' },
        profile: { name: 'plain', columns: 32, charset: 'gb18030', completion: 'process_id' },
      },
      page: { url: 'ipp://192.168.1.20/ipp/print' },
    },
  });
});

it.each([
  ['as lsusb prints it', "'0483', productId: '572b'"],
  ['as a number in base 16', '0x0483, productId: 0x572B'],
])('takes a USB number %s', (_, numbers) => {
  const { reader } = read(`${LEAST}reader: {kind: hid, vendorId: ${numbers}, serialNumber: A1}`);
  expect(reader).toEqual({
    kind: 'hid',
    vendorId: 0x0483,
    productId: 0x572b,
    serialNumber: 'A1',
    framing: 'auto',
  });
});

it('takes a USB number from the environment as lsusb prints it, digits alone too', () => {
  writeFileSync(file, LEAST);
  const env = {
    LINLI_AGENT_READER_KIND: 'hid',
    LINLI_AGENT_READER_VENDOR_ID: '0425',
    LINLI_AGENT_READER_PRODUCT_ID: '8159',
  };
  const { reader } = readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env });
  expect(reader).toMatchObject({ vendorId: 0x0425, productId: 0x8159 });
});

it.each([
  ['path: /dev/ttyS1', { kind: 'serial', path: '/dev/ttyS1', baud: 115200, flow: 'none' }],
  [
    'path: /dev/ttyS1, flow: xon_xoff',
    { kind: 'serial', path: '/dev/ttyS1', baud: 115200, flow: 'xon_xoff' },
  ],
  ['host: 192.168.1.40', { kind: 'tcp', host: '192.168.1.40', port: 9100 }],
  ['host: "fd00::40", port: 9101', { kind: 'tcp', host: 'fd00::40', port: 9101 }],
  ['node: /dev/usb/lp0', { kind: 'usb', node: '/dev/usb/lp0' }],
])('takes a slip printer at {%s}', (way, at) => {
  const { printers } = read(`${LEAST}printers: {slip: {kind: escpos, ${way}}}`);
  expect(printers.slip).toEqual({ at, profile: PROFILES.get('plain') });
});

it('takes what a model can do from its profile, and what this machine has from beside it', () => {
  const { printers } = read(
    `${LEAST}printers: {slip: {kind: escpos, path: /x, profile: epson, columns: 32, completion: stream_ack}}`,
  );
  expect(printers.slip?.profile).toEqual({
    ...PROFILES.get('epson'),
    columns: 32,
    completion: 'stream_ack',
  });
});

it('takes the way to a slip printer and its profile from the environment', () => {
  writeFileSync(file, LEAST);
  const env = {
    LINLI_AGENT_PRINTERS_SLIP_KIND: 'escpos',
    LINLI_AGENT_PRINTERS_SLIP_HOST: '192.168.1.40',
    LINLI_AGENT_PRINTERS_SLIP_PORT: '9101',
    LINLI_AGENT_PRINTERS_SLIP_PROFILE: 'epson',
  };
  const { printers } = readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env });
  expect(printers.slip).toMatchObject({
    at: { host: '192.168.1.40', port: 9101 },
    profile: { name: 'epson' },
  });
});

it.each(['reader.example.cn', '192.168.1.30', 'fd00::30'])('takes a serial server at %s', (host) => {
  const { reader } = read(`${LEAST}reader: {kind: tcp, host: "${host}", port: 4001}`);
  expect(reader).toEqual({ kind: 'tcp', host, port: 4001 });
});

const VENDOR_CLASS = ':3: reader.productId: this USB reader speaks a class of its vendor’s own, not HID';
it.each([
  ['a USB reader that is not HID', "{kind: hid, vendorId: '0400', productId: c35a}", VENDOR_CLASS],
  ['the same in numbers', '{kind: hid, vendorId: 0x400, productId: 0xC35A}', VENDOR_CLASS],
  [
    'a plug in DFU mode',
    "{kind: hid, vendorId: '0483', productId: df11}",
    ':3: reader.productId: this is the number of a device that waits for new firmware',
  ],
  [
    'a USB number of five places',
    '{kind: hid, vendorId: 0x10483, productId: 0x572b}',
    ':3: reader.vendorId: expected a USB number like 0x0483',
  ],
  [
    'a framing nobody knows',
    "{kind: hid, vendorId: '0483', productId: 572b, framing: dx}",
    ':3: reader.framing: expected',
  ],
  [
    'a host with its port in it',
    '{kind: tcp, host: "192.168.1.30:4001", port: 4001}',
    ':3: reader.host: expected a name or an address like 192.168.1.30',
  ],
  ['a port beyond the last', '{kind: tcp, host: 192.168.1.30, port: 65536}', ':3: reader.port: expected'],
  [
    'a key of another kind of reader',
    '{kind: tcp, host: 192.168.1.30, port: 4001, baud: 9600}',
    ':3: reader.baud: unknown key for this kind',
  ],
  [
    'a USB number that is none',
    "{kind: hid, vendorId: 'DK26', productId: '572b'}",
    ':3: reader.vendorId: expected a USB number like 0x0483',
  ],
  ['a path without a letter', '{kind: serial, path: ""}', ':3: reader.path: expected some text'],
  [
    'a photo decoder that is no list',
    '{kind: serial, path: /x, photoDecoder: /opt/wlt2bmp}',
    ':3: reader.photoDecoder: expected a list: [program, argument]',
  ],
])('refuses %s, and names the way out', (_, reader, sentence) => {
  expect(() => read(`${LEAST}reader: ${reader}`)).toThrow(sentence);
});

it.each([
  ['kiosk: {id: Hongqi 01, name: a}', 'kiosk.yaml:1: kiosk.id: expected small letters'],
  [
    `${LEAST}reader: {kind: usb, path: /x}`,
    'kiosk.yaml:3: reader.kind: expected ("serial" | "hid" | "tcp"), found "usb"',
  ],
  [`${LEAST}reader: {kind: serial, path: /x, baud: fast}`, 'kiosk.yaml:3: reader.baud: expected'],
  [
    `${LEAST}printers: {slip: {kind: escpos, path: /x, columns: 80}}`,
    ':3: printers.slip.columns: expected <=48',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, path: /x, charset: utf8}}`,
    ':3: printers.slip.charset: expected',
  ],
  [
    `${LEAST}printers:\n  slip:\n    kind: escpos\n    path: /x\n    profile: epsn`,
    `kiosk.yaml:7: printers.slip.profile: no profile is called "epsn"; there are ${[...PROFILES.keys()].join(', ')}`,
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos}}`,
    ':3: printers.slip: expected one of path (a serial port), host (on the network) and node',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, path: /x, node: /dev/usb/lp0}}`,
    ':3: printers.slip: expected one of path (a serial port)',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, host: 192.168.1.40, flow: rts_cts}}`,
    ':3: printers.slip.flow: belongs to path, a serial port',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, node: /dev/usb/lp0, baud: 9600}}`,
    ':3: printers.slip.baud: belongs to path, a serial port',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, path: /x, port: 9100}}`,
    ':3: printers.slip.port: belongs to host, a printer on the network',
  ],
  [
    `${LEAST}printers: {slip: {kind: escpos, path: /x, flow: xonxoff}}`,
    ':3: printers.slip.flow: expected ("none" | "xon_xoff" | "rts_cts"), found "xonxoff"',
  ],
  [`${LEAST}printers: {slip: {kind: escpos, hots: 192.168.1.40}}`, 'did you mean "host"?'],
  [`${LEAST}printers: {paeg: {kind: ipp, url: x}}`, 'did you mean "page"?'],
  [`${LEAST}printers: {page: {kind: ipp, url: "192.168.1.20"}}`, 'expected an address like ipp://'],
  [
    `${LEAST}printers: {page: {kind: ipp, url: "ipp://"}}`,
    ':3: printers.page.url: expected an address like ipp:',
  ],
  [
    `${LEAST}printers: {page: {kind: ipp, url: "ipp://x:99999/p"}}`,
    ':3: printers.page.url: expected an address',
  ],
  [
    `${LEAST}printers: {page: {kind: ipp, url: "ipp://me:secret@x/p"}}`,
    ':3: printers.page.url: expected an address',
  ],
  [
    'kiosk: {id: a, name: b}\nserver: {url: "http://x:99999"}',
    ':2: server.url: expected an address like http:',
  ],
  ['kiosk: {id: a, name: b}\nserver: {url: "http://x y"}', ':2: server.url: expected an address like http:'],
  ['kiosk: {id: a, name: b}\nserver: {url: "http://me:secret@x"}', ':2: server.url: expected an address'],
  ['kiosk: {id: a, name: "  "}', 'kiosk.yaml:1: kiosk.name: expected a name'],
  [`kiosk: {id: a, name: ${'长'.repeat(201)}}`, 'kiosk.yaml:1: kiosk.name: expected <=200'],
  [
    `${LEAST}screen: {shortSideMm: .inf, shortSidePx: 1}`,
    ':3: screen.shortSideMm: expected a number with an end',
  ],
  ['kiosk: {id: a, name: b}\nserver: {url: "http://x/path"}', 'server.url: expected an address like http://'],
])('names place and remedy: %s', (yaml, sentence) => {
  expect(() => read(yaml)).toThrow(sentence);
});
