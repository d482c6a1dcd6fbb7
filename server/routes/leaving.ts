import type { Response } from 'express';

/** Aborted when whoever asked hangs up before the answer is sent: nobody needs it any more. */
export function leaving(res: Response): AbortSignal {
  const left = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) left.abort();
  });
  return left.signal;
}
