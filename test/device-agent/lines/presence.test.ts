import { beforeEach, expect, it } from 'vitest';
import { Presence } from '../../../device-agent/lines/presence.ts';

let plugged: string[] | Error;
let lists: number;
let nowMs: number;
let presence: Presence<string>;
beforeEach(() => {
  plugged = ['/dev/hidraw0'];
  lists = 0;
  nowMs = 0;
  const list = async () => {
    lists += 1;
    if (plugged instanceof Error) throw plugged;
    return plugged;
  };
  presence = new Presence(list, { freshMs: 2000, now: () => nowMs });
});

async function lookAt(ms: number): Promise<boolean> {
  nowMs = ms;
  return await presence.isPresent();
}

it('is asked of the system at most every two seconds, however often it is looked at', async () => {
  for (const ms of [0, 400, 800, 1200, 1999]) expect(await lookAt(ms)).toBe(true);
  expect(lists).toBe(1);
});

it('is seen to end by another look after two seconds', async () => {
  expect(await lookAt(0)).toBe(true);
  plugged = [];
  expect(await lookAt(1999)).toBe(true);
  expect(await lookAt(2000)).toBe(false);
  plugged = ['/dev/hidraw1'];
  expect(await lookAt(4000)).toBe(true);
});

it('is known to have ended at once when the devices were asked for and it was not among them', async () => {
  expect(await lookAt(0)).toBe(true);
  plugged = [];
  expect(await presence.devicesNow()).toEqual([]);
  expect(await lookAt(1)).toBe(false);
  expect(lists).toBe(2);
});

it('is left open when the system cannot list its devices, until it can', async () => {
  plugged = new Error('HID devices need libusb-1.0-0');
  expect(await lookAt(0)).toBe(true);
  expect(await lookAt(1000)).toBe(true);
  expect(lists).toBe(1);
  await expect(presence.devicesNow()).rejects.toThrow('libusb-1.0-0');
  plugged = [];
  expect(await lookAt(3000)).toBe(false);
});
