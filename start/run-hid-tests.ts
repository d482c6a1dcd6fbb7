/** `npm run test:hid`: readers on real drivers, in a guest kernel. Installs the programs that takes, then runs it. */
import { join } from 'node:path';
import { installTestPrograms } from './install-test-programs.ts';
import { runWithSignals } from './processes.ts';
import { root } from './root.ts';

/** busybox-static is told by dpkg's own list: plain busybox has the same file, and libraries that the guest lacks. */
const GUEST_PROGRAMS = [
  ['qemu-system-x86', '/usr/bin/qemu-system-x86_64'],
  ['cpio', '/usr/bin/cpio'],
  ['xz-utils', '/usr/bin/xz'],
  ['busybox-static', '/var/lib/dpkg/info/busybox-static.list'],
  ['libusb-1.0-0', '/usr/lib/x86_64-linux-gnu/libusb-1.0.so.0'],
] as const;

export async function runHidTests(): Promise<number> {
  if (process.arch !== 'x64')
    throw new Error(`test:hid boots a guest for x64 and runs nowhere else yet; this is ${process.arch}`);
  await installTestPrograms(GUEST_PROGRAMS);
  return await runWithSignals(process.execPath, [join(root, 'test/hid/run.ts')]);
}
