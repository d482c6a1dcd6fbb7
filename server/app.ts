import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { kioskScreensOnly } from './cross-origin.ts';
import { jsonBody } from './json-body.ts';
import type { Log } from './log.ts';
import { nothingHere, problemHandler } from './problems.ts';
import type { Route } from './routes/route.ts';

export interface AppParts {
  readonly routes: readonly Route[];
  readonly log: Log;
  /** Built pages by path, e.g. `/C` -> `dist/server/verify`. */
  readonly pages: Readonly<Record<string, string>>;
}

/**
 * The server's HTTP face: API, pages, problems. It believes no proxy header. HSTS is the proxy's that ends TLS: an
 * intranet without TLS must stay reachable.
 */
export function createApp({ routes, log, pages }: AppParts): Express {
  const app = express();
  app.set('trust proxy', false);
  app.disable('x-powered-by');
  app.use(securityHeaders());
  app.use('/api', helmet.crossOriginResourcePolicy({ policy: 'cross-origin' }), kioskScreensOnly, jsonBody());
  for (const { method, path, handle } of routes) app[method](path, handle);
  for (const [path, directory] of Object.entries(pages)) app.use(path, express.static(directory));
  app.use(nothingHere);
  app.use(problemHandler(log));
  return app;
}

/** Helmet's headers, which are the same on every answer, reckoned once. */
function securityHeaders(): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const model = new ServerResponse(request);
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CSP },
    strictTransportSecurity: false,
  })(request, model, () => {});
  const headers = new Map(model.getHeaderNames().map((name) => [name, String(model.getHeader(name))]));
  return (_req, res, next) => {
    res.setHeaders(headers);
    next();
  };
}

const CSP = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
};
