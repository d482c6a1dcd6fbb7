import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import type { Log } from '../../server/log.ts';
import type { Route } from '../../server/routes/route.ts';

export interface Serving {
  readonly url: string;
  /** Events the server logged, with their fields. */
  readonly logged: readonly { readonly event: string; readonly fields: unknown }[];
  close(): Promise<void>;
}

/** The real HTTP face on a free port. */
export async function serve(
  routes: readonly Route[],
  pages: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const logged: { event: string; fields: unknown }[] = [];
  const log: Log = (event, fields) => void logged.push({ event, fields });
  const http = createServer(createApp({ routes, log, pages }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    logged,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
