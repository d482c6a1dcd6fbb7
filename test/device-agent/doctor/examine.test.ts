import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CardReader } from '#sim/card-reader.ts';
import { PagePrinter } from '#sim/page-printer.ts';
import { examine } from '../../../device-agent/doctor/examine.ts';
import { kioskSettings } from '../../../device-agent/settings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-doctor-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const settings = (devices: object) =>
  parse(kioskSettings, {
    kiosk: { id: 'sick-01', name: '病机' },
    server: { url: 'http://127.0.0.1:9' },
    ...devices,
  });

it('finds a reader at whatever speed and names its security module', async () => {
  const reader = await CardReader.plugIn();
  const [found] = await examine(settings({ reader: { kind: 'serial', path: reader.path, baud: 'auto' } }));
  reader.unplug();
  expect(found).toMatchObject({
    verdict: 'good',
    says: expect.stringMatching(/\d\d\.\d\d-\d{8}-\d{10}-\d{10}/u),
  });
});

it('says what a printer without paper needs', async () => {
  const printer = new PagePrinter({ dir });
  const url = await printer.start();
  printer.emptyTray();
  const [, page] = await examine(settings({ printers: { page: { kind: 'ipp', url } } }));
  await printer.stop();
  expect(page).toMatchObject({ verdict: 'wrong', says: '没纸了。加纸；会自己接着打，不用重来。' });
});

it('tells a device that is not there from a path that is no device', async () => {
  const file = join(dir, 'reader');
  writeFileSync(file, '');
  const notThere = { reader: { kind: 'serial', path: join(dir, 'none'), baud: 115200 } };
  const noDevice = { reader: { kind: 'serial', path: file, baud: 115200 } };
  expect((await examine(settings(notThere)))[0]).toMatchObject({ verdict: 'wrong', says: '没有这个设备' });
  expect((await examine(settings(noDevice)))[0]).toMatchObject({ verdict: 'wrong', says: '这不是设备' });
});

it('says that a server does not answer, and counts left-out devices as absent, not wrong', async () => {
  const [reader, page, slip, server] = await examine(settings({}));
  expect([reader, page, slip].map((finding) => finding?.verdict)).toEqual(['warning', 'warning', 'warning']);
  expect(server).toMatchObject({ verdict: 'wrong', says: '连不上' });
});
