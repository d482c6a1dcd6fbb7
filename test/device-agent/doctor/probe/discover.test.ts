import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { openPty } from '#sim/pty.ts';
import { HidCardReader } from '#sim/reader/hid-card-reader.ts';
import { lookAtMachine } from '../../../../device-agent/doctor/machine/machine.ts';
import {
  candidatesOf,
  type Discovered,
  discover,
  findingOf,
} from '../../../../device-agent/doctor/probe/discover.ts';
import { draftOf, leftToWrite } from '../../../../device-agent/doctor/probe/draft.ts';
import { type HidPorts, hidLine } from '../../../../device-agent/readers/lines/hid/hid-line.ts';
import { lineOf } from '../../../../device-agent/readers/lines/line-of.ts';
import { DK, HidSocket } from '../../readers/lines/hid/hid-socket.ts';
import { FakeMachine, KEYBOARD, SCANNER, VENDOR } from '../fake-machine.ts';

const SLIP_PLUG = { vendor: '04b8', product: '0e28', name: 'TM-T82III' };
const PLUG = { vendor: '0483', product: '572b', name: 'DK26ME' };

/** What answers behind the HID devices of this machine, which are opened through these ports. */
async function discovered(machine: FakeMachine, ports: HidPorts): Promise<Discovered[]> {
  const hid = lookAtMachine(machine.place()).hidNodes;
  const lineTo = (...[settings]: Parameters<typeof lineOf>) =>
    settings.kind === 'hid' ? hidLine(settings, ports, 100) : lineOf(settings);
  const found: Discovered[] = [];
  for await (const one of discover({ serial: [], hid, usb: [] }, machine.root, lineTo)) found.push(one);
  return found;
}

function plugged(serialNumber: string, path: string) {
  const far = new HidCardReader('dk');
  return { device: { ...DK, serialNumber, path }, hear: (report: Uint8Array) => far.hear(report) };
}

it('asks a reader with two faces once, and not by its keyboard', async () => {
  const machine = new FakeMachine();
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  machine.hidraw('hidraw0', { ...PLUG, serial: 'A1' }, KEYBOARD, { leadsTo: path });
  machine.hidraw('hidraw1', { ...PLUG, serial: 'A1' }, VENDOR, { leadsTo: path });
  machine.hidraw('hidraw2', { ...PLUG, serial: 'A1' }, VENDOR, { leadsTo: path });
  const place = machine.place('root');
  expect(candidatesOf(lookAtMachine(place), place).hid.map((node) => node.path)).toEqual(['/dev/hidraw1']);
});

it('calls a reader on HID that does not open a reader, not a serial port', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { ...PLUG, serial: 'A1' }, VENDOR);
  const closed = { list: async () => [DK], open: () => Promise.reject(new Error('no such device')) };
  const [found] = await discovered(machine, closed);
  expect(found && findingOf(found)).toMatchObject({
    verdict: 'warning',
    device: '读卡器',
    says: '打不开',
    facts: ['/dev/hidraw0'],
  });
});

it('calls a reader on HID that is silent no scanner', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { ...PLUG, serial: 'A1' }, VENDOR);
  const found = await discovered(machine, new HidSocket({ device: DK, hear: () => [] }));
  expect(found.map(findingOf)).toMatchObject([{ device: '读卡器', says: expect.stringContaining('不回话') }]);
  expect(draftOf({ found, scanners: [] })).not.toContain('/dev/hidraw0');
  expect(leftToWrite({ found, scanners: [] }).join()).not.toContain('scanner');
});

it('writes two readers of one kind so that each is meant by its line, and finds their framing', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { ...PLUG, serial: '77' }, VENDOR);
  machine.hidraw('hidraw1', { ...PLUG, serial: '78' }, VENDOR);
  const socket = new HidSocket(plugged('77', '/dev/hidraw0'), plugged('78', '/dev/hidraw1'));
  const found = await discovered(machine, socket);
  const text = draftOf({ found, scanners: [] });
  expect(text).toMatch(/^# 有回答：封装 dk，安全模块 \S+$/mu);
  expect(text).toMatch(
    /^reader: \{ kind: hid, vendorId: 0x0483, productId: 0x572b, serialNumber: "77" \}$/mu,
  );
  expect(text).toMatch(
    /^# 另一台读卡器，没有用：\/dev\/hidraw1，.+\n#reader: \{ kind: hid, .+, serialNumber: "78" \}$/mu,
  );
});

it('leaves the serial number of the only one out, so that a spare can take its place', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { ...PLUG, serial: '77' }, VENDOR);
  const found = await discovered(machine, new HidSocket(plugged('77', '/dev/hidraw0')));
  expect(draftOf({ found, scanners: [] })).toMatch(/^reader: \{ .+, productId: 0x572b \}$/mu);
});

it('names a second scanner, by its serial number where the first is of its kind', () => {
  const machine = new FakeMachine();
  const honeywell = { vendor: '0c2e', product: '0b07', name: 'Honeywell 3320g' };
  machine.hidraw('hidraw0', { ...honeywell, serial: 'S1' }, SCANNER);
  machine.hidraw('hidraw1', { ...honeywell, serial: 'S2' }, SCANNER);
  machine.hidraw('hidraw2', { vendor: '05e0', product: '1300', name: 'Symbol' }, SCANNER);
  const scanners = lookAtMachine(machine.place()).hidNodes;
  expect(draftOf({ found: [], scanners })).toContain(`
# Honeywell 3320g
scanner: { kind: hid, vendorId: 0x0c2e, productId: 0x0b07, serialNumber: "S1" }
# 另一台扫码器，没有用：/dev/hidraw1，Honeywell 3320g
#scanner: { kind: hid, vendorId: 0x0c2e, productId: 0x0b07, serialNumber: "S2" }
# 另一台扫码器，没有用：/dev/hidraw2，Symbol
#scanner: { kind: hid, vendorId: 0x05e0, productId: 0x1300 }
`);
});

it('finds a slip printer on USB and writes it down by its node, and asks no page printer', async () => {
  const printer = new SlipPrinter({ dir: mkdtempSync(join(tmpdir(), 'discover-')) });
  onTestFinished(() => printer.stop());
  const machine = new FakeMachine();
  machine.usbPrinter('lp0', SLIP_PLUG, 'MFG:SNBC;CMD:ESC/POS;MDL:BTP;', { leadsTo: await printer.plug() });
  machine.usbPrinter('lp1', { vendor: '03f0', product: '0f2a' }, 'MFG:HP;MDL:LaserJet;CMD:PCL,PDF;');
  machine.usbPrinter('lp2', SLIP_PLUG, 'CMD:ESC/POS;', { isOneWay: true });
  const place = machine.place('root');
  const candidates = candidatesOf(lookAtMachine(place), place);
  expect(candidates.usb.map(({ path }) => path)).toEqual(['/dev/usb/lp0']);
  const found: Discovered[] = [];
  for await (const one of discover(candidates, machine.root)) found.push(one);
  expect(found.map(findingOf)).toMatchObject([
    {
      verdict: 'good',
      device: '小票机',
      says: '有回答',
      facts: ['/dev/usb/lp0', 'LINLI SIM-80，固件 1.02 ESC/POS'],
    },
  ]);
  expect(draftOf({ found, scanners: [] })).toMatch(/^ {2}slip: \{ kind: escpos, node: \/dev\/usb\/lp0 \}$/mu);
});

it('says of a slip printer on USB that takes the question and answers nothing what it is good for', async () => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const machine = new FakeMachine();
  machine.usbPrinter('lp0', SLIP_PLUG, 'CMD:ESC/POS;', { leadsTo: path });
  const place = machine.place('root');
  const found: Discovered[] = [];
  for await (const one of discover(candidatesOf(lookAtMachine(place), place), machine.root)) found.push(one);
  expect(found.map(findingOf)).toMatchObject([
    { verdict: 'warning', device: '小票机', says: '小票机只收不答：没有开机，或者它的 USB 是单向的' },
  ]);
  expect(draftOf({ found, scanners: [] })).not.toContain('/dev/usb/lp0');
});
