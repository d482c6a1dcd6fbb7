/** Waiting that comes to an end. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What `work` brings; undefined when the time is up, or `signal` says stop, before. */
export async function within<T>(work: Promise<T>, ms: number, signal?: AbortSignal): Promise<T | undefined> {
  const timer = new AbortController();
  const cut = () => timer.abort();
  signal?.addEventListener('abort', cut);
  if (signal?.aborted) cut();
  try {
    return await Promise.race([work, pause(ms, timer.signal).then(() => undefined)]);
  } finally {
    cut();
    signal?.removeEventListener('abort', cut);
  }
}

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {}); // cut short
}
