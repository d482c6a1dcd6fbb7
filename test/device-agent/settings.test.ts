import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
  slip: {kind: escpos, path: /dev/serial/by-id/slip, baud: 9600}
screen: {shortSideMm: 300, shortSidePx: 1080}
`;
  expect(read(whole)).toMatchObject({
    reader: { baud: 'auto' },
    printers: { slip: { baud: 9600 }, page: { url: 'ipp://192.168.1.20/ipp/print' } },
  });
});

it.each([
  ['kiosk: {id: Hongqi 01, name: a}', 'kiosk.yaml:1: kiosk.id: expected small letters'],
  [`${LEAST}reader: {kind: usb, path: /x}`, 'kiosk.yaml:3: reader.kind: expected "serial", found "usb"'],
  [`${LEAST}reader: {kind: serial, path: /x, baud: fast}`, 'kiosk.yaml:3: reader.baud: expected'],
  [`${LEAST}printers: {paeg: {kind: ipp, url: x}}`, 'did you mean "page"?'],
  [`${LEAST}printers: {page: {kind: ipp, url: "192.168.1.20"}}`, 'expected an address like ipp://'],
  ['kiosk: {id: a, name: b}\nserver: {url: "http://x/path"}', 'server.url: expected an address like http://'],
])('names place and remedy: %s', (yaml, sentence) => {
  expect(() => read(yaml)).toThrow(sentence);
});

async function start(args: string[]) {
  const main = join(import.meta.dirname, '../../device-agent/main.ts');
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [said, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said, told };
}

it('does not start on broken settings, and says where they are broken', async () => {
  writeFileSync(file, `${LEAST}listen: {prot: 1}\n`);
  const { code, said, told } = await start(['--settings', file]);
  expect([code, said]).toEqual([2, '']);
  expect(JSON.parse(told)).toMatchObject({
    event: 'cannot_start',
    fault: 'wrong_settings',
    sentence: `${file}:3: listen.prot: unknown key; did you mean "port"?`,
  });
});

it('does not start unless it is enrolled, and says how that is done', async () => {
  writeFileSync(file, `${LEAST}data: {dir: ${dir}}\n`);
  const { code, told } = await start(['--settings', file]);
  expect(code).toBe(2);
  expect(JSON.parse(told)).toMatchObject({ event: 'cannot_start', fault: 'not_enrolled' });
});
