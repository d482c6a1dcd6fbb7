/**
 * Work that ends when its time is up (the signal's reason is a TimeoutError) or when one of `leaves` is aborted,
 * whatever for. Nothing of it stays behind: neither timer nor listener.
 */
export async function within<T>(
  ms: number,
  leaves: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new DOMException('the time is up', 'TimeoutError')), ms);
  const leave = () => over.abort();
  for (const each of leaves) {
    if (each.aborted) leave();
    each.addEventListener('abort', leave);
  }
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    for (const each of leaves) each.removeEventListener('abort', leave);
  }
}
