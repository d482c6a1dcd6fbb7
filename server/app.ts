import express, { type Express } from 'express';
import type { Log } from './log.ts';
import { nothingHere, problemHandler } from './problems.ts';
import type { Route } from './routes/route.ts';

/** The largest JSON body: a hundred print outcomes, or an assertion. */
export const MAX_BODY_BYTES = 64 * 1024;

export interface AppParts {
  readonly routes: readonly Route[];
  readonly log: Log;
  /** Built pages by path, e.g. `/C` -> `dist/server/verify`. */
  readonly pages: Readonly<Record<string, string>>;
}

/** The server's HTTP face: API, pages, problems. */
export function createApp({ routes, log, pages }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: MAX_BODY_BYTES }));
  for (const { method, path, handle } of routes) app[method](path, handle);
  for (const [path, directory] of Object.entries(pages)) app.use(path, express.static(directory));
  app.use(nothingHere);
  app.use(problemHandler(log));
  return app;
}
