import { chmodSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openPty } from '#sim/pty.ts';
import { obstacleOfHid } from '../../../device-agent/doctor/obstacle-of-hid.ts';
import { FakeMachine, KEYBOARD, SCANNER, VENDOR } from './fake-machine.ts';

const PLUG = { vendor: '0483', product: '572b' };
const ID = { vendorId: 0x0483, productId: 0x572b };

/** A device file with this mode. */
async function fileOf(mode: number): Promise<{ leadsTo: string }> {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  chmodSync(path, mode);
  return { leadsTo: path };
}

const obstacleIn = (machine: FakeMachine, use: 'reader' | 'scanner') =>
  obstacleOfHid(use, ID, { place: machine.place(), agentRuns: false });

it('does not mind that the keyboard beside a reader is closed to the agent', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', PLUG, KEYBOARD, await fileOf(0o600));
  machine.hidraw('hidraw1', PLUG, VENDOR, await fileOf(0o666));
  expect(obstacleIn(machine, 'reader')).toBeUndefined();
});

it('minds that the face of the reader is closed, though its keyboard is open', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', PLUG, KEYBOARD, await fileOf(0o666));
  machine.hidraw('hidraw1', PLUG, VENDOR, await fileOf(0o600));
  expect(obstacleIn(machine, 'reader')).toMatchObject({ says: expect.stringContaining('打不开（0600') });
});

it('looks at the page of scanners only, for a scanner', async () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', PLUG, VENDOR, await fileOf(0o600));
  expect(obstacleIn(machine, 'scanner')).toMatchObject({
    verdict: 'wrong',
    says: '插着，但不是 HID-POS 方式',
  });
  machine.hidraw('hidraw1', PLUG, SCANNER, await fileOf(0o666));
  expect(obstacleIn(machine, 'scanner')).toBeUndefined();
});

it('says of a reader that is a mere keyboard that it reads no identity cards', () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', PLUG, KEYBOARD);
  expect(obstacleIn(machine, 'reader')).toMatchObject({ verdict: 'wrong', says: '插着，可它只当键盘用' });
});
