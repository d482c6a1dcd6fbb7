/** A serial cable of software: the far end holds one side of a pseudoterminal, the product opens the other as a serial port. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, rmSync, symlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import * as nodePty from '@lydell/node-pty';

/** What node-pty gives back from `open`, which its own declarations leave out. */
interface PtyPair {
  readonly ptsName: string;
  /** `pause()` alone lets a socket take one more piece, of up to 64 KiB; its handle leaves every byte on the line. */
  readonly master: Socket & { readonly _handle: { readStart(): void; readStop(): void } };
  readonly slave: Socket;
}
const { open: openPair } = nodePty as unknown as {
  open(options: { cols: number; rows: number; encoding: null }): PtyPair;
};

export interface Pty {
  /** What the product opens: the link when one was asked for, else /dev/pts/N. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  /** One listener for every piece the product writes, from now on. */
  onData(fn: (bytes: Buffer) => void): void;
  /** While true nothing is taken from the line: what the product writes stays with the kernel, and then with the product. */
  set isDeaf(isDeaf: boolean);
  /** Pulls the cable: an open port closes, the link is gone. Once unplugged, a pty stays so; a new cable is a new pty. */
  unplug(): void;
}

/**
 * Opens a pty in raw mode. `link` is a symbolic link made anew, the way udev keeps /dev/serial/by-id.
 * The far end keeps one descriptor of the near side open, else each close by the product would hang the line up.
 */
export async function openPty({ link }: { link?: string } = {}): Promise<Pty> {
  const { ptsName, master, slave } = openPair({ cols: 80, rows: 24, encoding: null });
  const keep = openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY);
  slave.destroy(); // it reads, and would eat what we write
  await once(slave, 'close');
  await promisify(execFile)('stty', ['-F', ptsName, 'raw', '-echo']); // before the product has opened it, too
  master.removeAllListeners('error').on('error', () => {}); // EIO and end of file are how a pty says goodbye
  if (link !== undefined) {
    rmSync(link, { force: true });
    symlinkSync(ptsName, link);
  }
  let plugged = true;
  return {
    path: link ?? ptsName,
    write: (bytes) => void (plugged && master.write(bytes)),
    onData: (fn) => void master.on('data', fn),
    set isDeaf(isDeaf: boolean) {
      if (isDeaf) {
        master.pause();
        master._handle.readStop();
      } else {
        master._handle.readStart();
        master.resume();
      }
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      if (link !== undefined) rmSync(link, { force: true });
      closeSync(keep);
      master.destroy();
    },
  };
}
