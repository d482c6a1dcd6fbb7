/** Whether the system has the libraries that node-hid is linked with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NEEDED = ['libusb-1.0.so.0', 'libudev.so.1'] as const;

/** Looked up where the linker looks. A system without that file is not asked: to open a device will tell. */
export function lacksHidLibrary(root: string): boolean {
  try {
    const cache = readFileSync(join(root, 'etc/ld.so.cache'), 'latin1');
    return !NEEDED.every((library) => cache.includes(library));
  } catch {
    return false;
  }
}
