import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openPty } from '#sim/pty.ts';
import { Holders } from '../../../../device-agent/doctor/machine/holders.ts';
import { FakeMachine } from '../fake-machine.ts';
import { holdLine } from '../line-holder.ts';

it('names the program that has a device open', () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { vendor: '0483', product: '572b' }, '');
  machine.program(812, 'ModemManager', [], '/dev/hidraw0');
  const holder = new Holders(machine.root).of('/dev/hidraw0');
  expect(holder).toEqual({ pid: 812, program: 'ModemManager', isAgent: false });
});

it('knows the agent of a kiosk by what was started', () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { vendor: '0483', product: '572b' }, '');
  machine.program(812, 'node', ['device-agent/main.ts', '--settings', 'kiosk.yaml'], '/dev/hidraw0');
  expect(new Holders(machine.root).of('/dev/hidraw0')).toEqual({ pid: 812, program: 'linli', isAgent: true });
});

it('sees the lock of another agent on a serial line, though its open files may be hidden', async () => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const other = await holdLine(path);
  expect(new Holders('/').of(path)).toMatchObject({ pid: other.pid, isAgent: false });
  await other.letGo();
  expect(new Holders('/').of(path)).toBeUndefined();
});

it('reads the name of a locked file as the kernel writes it, on a disk with a number of its own', async () => {
  const machine = new FakeMachine();
  machine.write('dev/locked', '');
  const script = `exec flock "$1" sh -c 'echo held; cat'`;
  const other = spawn('sh', ['-c', script, 'sh', join(machine.root, 'dev/locked')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void other.stdin.end());
  await once(other.stdout, 'data');
  machine.write('proc/locks', readFileSync('/proc/locks'));
  expect(new Holders(machine.root).of('/dev/locked')).toMatchObject({ pid: other.pid });
});

it('holds nobody to account for what is not there', () => {
  expect(new Holders(new FakeMachine().root).of('/dev/ttyUSB0')).toBeUndefined();
});
