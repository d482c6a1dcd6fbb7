import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviceState } from '../../device-agent/contract/messages.ts';
import { backoffAfter, type SuperviseTimes, Supervisor } from '../../device-agent/supervise.ts';
import { eventually } from './eventually.ts';
import { newLine, ScriptedDevice } from './scripted-device.ts';

const QUICK: SuperviseTimes = {
  backoffMs: [5],
  watchPresenceEveryMs: 5,
  lookWithinMs: 30,
  openWithinMs: 30,
  closeWithinMs: 30,
};

const running: Supervisor[] = [];
function supervised(device: ScriptedDevice, times: Partial<SuperviseTimes> = {}): Supervisor {
  const supervisor = new Supervisor(device, { ...QUICK, ...times });
  supervisor.start();
  running.push(supervisor);
  return supervisor;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()));
});

const told = (device: ScriptedDevice, ...states: DeviceState[]) =>
  eventually(
    () => device.states,
    (seen) => seen.join().includes(states.join()),
  );
const counted = (count: () => number, atLeast: number) => eventually(count, (seen) => seen >= atLeast);

async function inUse(times: Partial<SuperviseTimes> = {}): Promise<ScriptedDevice> {
  const device = new ScriptedDevice();
  supervised(device, times);
  await told(device, 'ready');
  return device;
}

it('takes a device that is there from opening to ready', async () => {
  const device = await inUse();
  expect(device.states).toEqual(['opening', 'initialising', 'ready']);
});

it('calls a device absent until it is to be seen', async () => {
  const device = new ScriptedDevice();
  device.look = async () => device.looks > 3;
  supervised(device);
  await told(device, 'ready');
  expect(device.states).toEqual(['absent', 'absent', 'absent', 'opening', 'initialising', 'ready']);
});

it('passes on how whoever serves it finds it', async () => {
  const device = await inUse();
  device.report('busy');
  device.report('ready');
  device.report('degraded', 'it says so');
  expect(device.states.slice(2)).toEqual(['ready', 'busy', 'ready', 'degraded']);
  expect(device.told.at(-1)?.cause).toBe('it says so');
});

describe.each(['initialising', 'ready', 'busy', 'degraded'] as const)(
  'a device that is %s is lost',
  (state) => {
    it.each([
      ['its line closed', (device: ScriptedDevice) => void device.lines[0]?.destroy()],
      ['unplugged', (device: ScriptedDevice) => void device.lines[0]?.destroy(new Error('unplugged'))],
      [
        'it is not to be seen any more',
        (device: ScriptedDevice) => {
          device.look = async () => false;
        },
      ],
      ['two heartbeats missed', (device: ScriptedDevice) => device.quit(new Error('two heartbeats missed'))],
      ['it is not served any more', (device: ScriptedDevice) => device.quit()],
    ])('when %s, and opened anew after a while', async (why, lose) => {
      const device = new ScriptedDevice();
      device.finds = state === 'initialising' ? undefined : state;
      supervised(device);
      await eventually(
        () => [device.states.at(-1), device.served],
        (seen) => seen.join() === `${state},1`,
      );
      lose(device);
      await told(device, state, 'lost', 'backoff');
      expect(device.lostBy).toBe(why);
      device.look = async () => true;
      await counted(() => device.lines.length, 2);
    });
  },
);

it('puts a lost line away, and ends its service, before the next is opened', async () => {
  const device = new ScriptedDevice();
  const left: { closed: boolean | undefined; served: number }[] = [];
  device.makeLine = async () => {
    left.push({ closed: device.lines.at(-1)?.closed, served: device.served });
    return newLine();
  };
  supervised(device);
  await told(device, 'ready');
  device.quit(new Error('lost'));
  await counted(() => left.length, 2);
  expect(left[1]).toEqual({ closed: true, served: 0 });
  expect(new Set(device.lines).size).toBe(device.lines.length);
});

it('passes on nothing that is reported of a line that was lost', async () => {
  const device = await inUse();
  const late = device.report;
  device.quit(new Error('lost'));
  await told(device, 'lost');
  const before = device.states.length;
  late('busy');
  expect(device.states.slice(before)).not.toContain('busy');
});

it('opens anew though the driver of the lost line never says that it closed', async () => {
  const device = new ScriptedDevice();
  device.makeLine = async () => newLine(() => {});
  supervised(device);
  await told(device, 'ready');
  device.quit(new Error('lost'));
  await counted(() => device.lines.length, 2);
});

describe('an opening', () => {
  it('that fails is a loss, and is tried again', async () => {
    const device = new ScriptedDevice();
    device.makeLine = async () => {
      if (device.openings < 3) throw new Error('Permission denied');
      return newLine();
    };
    supervised(device);
    await told(device, 'opening', 'lost', 'backoff', 'opening', 'lost', 'backoff', 'opening', 'initialising');
    expect(device.lostBy).toBe('Permission denied');
  });

  it('that hangs is a loss; it is never begun a second time beside itself, and used when it comes at last', async () => {
    const device = new ScriptedDevice();
    const opened = Promise.withResolvers<Duplex>();
    device.makeLine = () => opened.promise;
    supervised(device);
    await told(device, 'opening', 'lost', 'backoff', 'opening', 'lost', 'backoff');
    expect(device.openings).toBe(1);
    expect(device.lostBy).toBe('not open after 30 ms');
    opened.resolve(newLine());
    await told(device, 'initialising', 'ready');
    expect(device.openings).toBe(1);
  });

  it('that comes late and is broken by then is a loss like any other', async () => {
    const device = new ScriptedDevice();
    const opened = Promise.withResolvers<Duplex>();
    device.makeLine = () => (device.openings === 1 ? opened.promise : Promise.resolve(newLine()));
    supervised(device, { backoffMs: [50] });
    await told(device, 'lost', 'backoff');
    const line = newLine();
    opened.resolve(line);
    await counted(() => device.lines.length, 1);
    line.destroy(new Error('unplugged'));
    await told(device, 'opening', 'initialising', 'ready');
    await counted(() => device.openings, 2);
  });

  it('that comes after the stop is closed', async () => {
    const device = new ScriptedDevice();
    const opened = Promise.withResolvers<Duplex>();
    device.makeLine = () => opened.promise;
    const supervisor = supervised(device, { openWithinMs: 60_000 });
    await told(device, 'opening');
    await supervisor.stop();
    const line = newLine();
    opened.resolve(line);
    await eventually(
      () => line.closed,
      (isClosed) => isClosed,
    );
    expect(device.states).toEqual(['opening']);
  });
});

describe('a look', () => {
  it('that throws tells nothing: the device is opened, and kept', async () => {
    const device = new ScriptedDevice();
    device.look = () => Promise.reject(new Error('no list of devices'));
    supervised(device);
    await told(device, 'ready');
    await counted(() => device.looks, 5);
    expect(device.states).toEqual(['opening', 'initialising', 'ready']);
  });

  it('that hangs tells nothing, and no second one is begun beside it', async () => {
    const device = new ScriptedDevice();
    device.look = () => new Promise(() => {});
    supervised(device);
    await told(device, 'ready');
    device.quit(new Error('lost'));
    await told(device, 'lost', 'backoff', 'opening', 'initialising', 'ready');
    expect(device.looks).toBe(1);
  });

  it('that is slow is never one of two', async () => {
    const device = new ScriptedDevice();
    let atOnce = 0;
    let most = 0;
    device.look = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 15));
      atOnce -= 1;
      return true;
    };
    supervised(device, { watchPresenceEveryMs: 1 });
    await counted(() => device.looks, 5);
    expect(most).toBe(1);
  });
});

describe('stop', () => {
  it.each([
    ['a look hangs', { look: () => new Promise<boolean>(() => {}) }],
    ['an opening hangs', { makeLine: () => new Promise<Duplex>(() => {}) }],
    ['the device is absent', { look: async () => false }],
    ['the device is in use', {}],
  ])('ends it while %s, and nothing is told after', async (_, ways) => {
    const device = new ScriptedDevice();
    Object.assign(device, ways);
    const supervisor = supervised(device, { ...QUICK, lookWithinMs: 60_000, openWithinMs: 60_000 });
    await counted(() => device.looks, 1);
    await new Promise(setImmediate);
    await supervisor.stop();
    const { states } = device;
    expect(device.served).toBe(0);
    expect(device.lines.every((line) => line.closed)).toBe(true);
    await new Promise(setImmediate);
    expect(device.states).toEqual(states);
    expect(states).not.toContain('lost');
  });

  it('before anything has begun opens nothing', async () => {
    const device = new ScriptedDevice();
    await supervised(device).stop();
    expect(device.openings).toBe(0);
  });
});

it.each([
  [0, 0, 200],
  [0, 0.5, 250],
  [1, 0.5, 500],
  [2, 0.5, 1000],
  [3, 0.5, 2000],
  [4, 0.5, 5000],
  [40, 0.5, 5000],
  [40, 1, 6000],
])('waits after loss %d in a row, at chance %d, %d ms', (losses, chance, ms) => {
  expect(backoffAfter(losses, [250, 500, 1000, 2000, 5000], () => chance)).toBeCloseTo(ms);
});
