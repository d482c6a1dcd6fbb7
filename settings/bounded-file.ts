import { closeSync, openSync, readSync } from 'node:fs';

/** At most one byte more than a file may have: a device such as /dev/zero has no end. Throws the system's error. */
export function readBounded(file: string, mostBytes: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let more = -1; more !== 0 && length < bytes.length; length += more)
      more = readSync(handle, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}
