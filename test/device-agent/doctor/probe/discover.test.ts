import { expect, it, onTestFinished } from 'vitest';
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

const PLUG = { vendor: '0483', product: '572b', name: 'DK26ME' };

/** What answers behind the HID devices of this machine, which are opened through these ports. */
async function discovered(machine: FakeMachine, ports: HidPorts): Promise<Discovered[]> {
  const hid = lookAtMachine(machine.place()).hidNodes;
  const lineTo = (...[settings]: Parameters<typeof lineOf>) =>
    settings.kind === 'hid' ? hidLine(settings, ports, 100) : lineOf(settings);
  const found: Discovered[] = [];
  for await (const one of discover({ serial: [], hid }, machine.root, lineTo)) found.push(one);
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
