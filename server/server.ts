import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { readFactBook } from './definitions/fact-book.ts';
import { openDepartments } from './departments/departments.ts';
import { type Keyring, openKeyring } from './keys/keyring.ts';
import { deleteExpired } from './kiosks/expiry.ts';
import { kioskProof } from './kiosks/kiosk-proof.ts';
import type { Log } from './log.ts';
import { assertKeysFit } from './residents/keys-fit.ts';
import { documentRoutes } from './routes/documents.ts';
import { kioskRoutes } from './routes/kiosks.ts';
import { aboutRoutes } from './routes/unproven/about.ts';
import { sealRoutes } from './routes/unproven/seal.ts';
import { seedDemo } from './seed/seed.ts';
import type { ServerSettings } from './settings.ts';
import { type Db, openDatabase } from './store/database.ts';
import { openServiceDesk, type ServiceDesk } from './visits/service-desk.ts';

const SWEEP_EVERY_MS = 60_000;
const FINISH_WITHIN_MS = 3000;
/** As server/vite.config.ts builds them; `/assets` is what the pages share. */
const PAGES = {
  '/C': fileURLToPath(new URL('../dist/server/verify-page', import.meta.url)),
  '/console': fileURLToPath(new URL('../dist/server/console', import.meta.url)),
  '/assets': fileURLToPath(new URL('../dist/server/assets', import.meta.url)),
};

export interface RunningServer {
  readonly url: string;
  /** Lets running requests end, then lets go of the database. */
  close(): Promise<void>;
}

/** Everything from the settings to an open port. Throws `KeyFault`, `DatabaseFault`, or what the system says of the port. */
export async function startServer(settings: ServerSettings, log: Log): Promise<RunningServer> {
  const keyring = await openKeyring(settings.keys.dir, settings.community.issuer);
  const database = await openDatabase(settings.database);
  try {
    await assertKeysFit(database.db, keyring);
    if (settings.seed === 'demo' && (await seedDemo(database.db, keyring))) log('seeded');
    return await open(settings, database, keyring, log);
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

type Database = Awaited<ReturnType<typeof openDatabase>>;

async function open(
  settings: ServerSettings,
  { db, lane, close }: Database,
  keyring: Keyring,
  log: Log,
): Promise<RunningServer> {
  const app = Promise.withResolvers<Express>();
  // The port comes first: without `public.url` the code on the paper names it. Who calls early waits a moment.
  const http = createServer((req, res) => void app.promise.then((handle) => handle(req, res)));
  const url = await listen(http, settings.listen);
  const { community, region, fonts } = settings;
  const departments = openDepartments({ settings: settings.sources, book: readFactBook(), log });
  const publicUrl = settings.public?.url ?? url;
  const fallbackFonts = fonts.fallback;
  const parts = { db, lane, keyring, community, departments, publicUrl, fallbackFonts, region };
  const desk = await openServiceDesk(parts).catch((fault) => {
    http.close().closeAllConnections();
    throw fault;
  });
  app.resolve(createApp({ routes: allRoutes(db, keyring, desk), log, pages: PAGES }));
  const sweep = sweepOften(db, desk, log);
  return {
    url,
    close: async () => {
      clearInterval(sweep);
      await finish(http);
      await desk.close();
      await departments.close();
      await close();
    },
  };
}

function sweepOften(db: Db, desk: ServiceDesk, log: Log): NodeJS.Timeout {
  return setInterval(() => {
    Promise.all([deleteExpired(db), desk.sweep()]).catch(() => log('sweep_failed'));
  }, SWEEP_EVERY_MS);
}

function allRoutes(db: Db, keyring: Keyring, desk: ServiceDesk) {
  const proveKiosk = kioskProof(db);
  const routes = [
    ...kioskRoutes(db, keyring, proveKiosk),
    ...documentRoutes(db, keyring, proveKiosk),
    ...sealRoutes(keyring),
    ...desk.routes,
  ];
  return [...routes, ...aboutRoutes(db, routes)];
}

function listen(http: Server, { host, port }: ServerSettings['listen']): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve(`http://${name}:${address.port}`);
    });
  });
}

async function finish(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  const timer = setTimeout(() => http.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(timer);
}
