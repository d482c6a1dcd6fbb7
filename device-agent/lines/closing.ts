import type { Duplex } from 'node:stream';

/** Closes a line; resolves when it is closed, also when it was so already. */
export function letGo(line: Duplex): Promise<void> {
  return new Promise((resolve) => {
    if (line.closed) return resolve();
    line.once('close', () => resolve()).destroy();
  });
}
