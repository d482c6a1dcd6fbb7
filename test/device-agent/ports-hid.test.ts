/** node-hid where its libraries are missing. The devices themselves: test/hid, in a guest with a kernel of its own. */
import { afterEach, expect, it } from 'vitest';
import { listHid, openHid, openSerial } from '../../device-agent/ports.ts';
import { openPty } from '../sim/pty.ts';

const { dlopen } = process;
afterEach(() => {
  process.dlopen = dlopen;
});

it('says which library is missing when HID is asked for, and leaves serial lines alone', async () => {
  process.dlopen = (module, file, ...rest) => {
    if (!file.includes('node-hid')) return dlopen.call(process, module, file, ...rest);
    throw new Error('libusb-1.0.so.0: cannot open shared object file: No such file or directory');
  };
  const remedy = 'HID devices need libusb-1.0-0 and libudev1: apt-get install libusb-1.0-0 libudev1';
  const missing = { code: 'library_missing', message: expect.stringContaining(remedy) };
  await expect(listHid()).rejects.toMatchObject(missing);
  await expect(openHid('/dev/hidraw0')).rejects.toMatchObject(missing);
  const pty = await openPty();
  (await openSerial({ path: pty.path, baud: 9600 })).destroy();
  pty.unplug();
});

it('names the path that cannot be opened', async () => {
  await expect(openHid('/dev/hidraw-none')).rejects.toMatchObject({
    code: 'not_opened',
    message: expect.stringContaining('/dev/hidraw-none'),
  });
});
