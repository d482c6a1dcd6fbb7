import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const TRY_EVERY_MS = 50;

/**
 * Runs `work` while no other process runs it for the same `name`. The lock is an abstract unix socket (unix(7)): the
 * kernel drops it with the process, so there is never a stale one, unlike a lock file that names a process id.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const address = `\0linli-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  let release = await take(address);
  while (!release) {
    await wait(TRY_EVERY_MS);
    release = await take(address);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

function take(address: string): Promise<(() => Promise<void>) | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE') resolve(undefined);
      else reject(fault);
    });
    server.listen(address, () => resolve(() => new Promise((closed) => server.close(() => closed()))));
  });
}
