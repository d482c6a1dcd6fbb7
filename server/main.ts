/** `node server/main.ts [--settings FILE]`: the server, until SIGTERM or SIGINT. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { runCommand } from './command.ts';
import { openKeyring } from './keys/keyring.ts';
import { deleteExpired } from './kiosks/expiry.ts';
import { kioskProof } from './kiosks/kiosk-proof.ts';
import { logToStderr as log } from './log.ts';
import { aboutRoutes } from './routes/about.ts';
import { documentRoutes } from './routes/documents.ts';
import { kioskRoutes } from './routes/kiosks.ts';
import { seedDemo } from './seed/seed.ts';
import { readServerSettings, type ServerSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';

const SWEEP_EVERY_MS = 60_000;
const FINISH_WITHIN_MS = 3000;
const PAGES = {
  '/C': fileURLToPath(new URL('../dist/server/verify', import.meta.url)),
  '/console': fileURLToPath(new URL('../dist/server/console', import.meta.url)),
};

await runCommand(async () => {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const told = stopSignal();
  const settings = readServerSettings(values.settings);
  const keyring = await openKeyring(settings.keys.dir);
  const { db, close } = await openDatabase(settings.database);
  try {
    if (settings.seed === 'demo' && (await seedDemo(db, keyring))) log('seeded');
    const http = createServer();
    const url = await listen(http, settings.listen);
    const proveKiosk = kioskProof(db);
    const routes = [...kioskRoutes(db, keyring, proveKiosk), ...documentRoutes(db, keyring, proveKiosk)];
    http.on('request', createApp({ routes: [...routes, ...aboutRoutes(db, routes)], log, pages: PAGES }));
    const sweep = setInterval(() => {
      deleteExpired(db).catch(() => log('sweep_failed'));
    }, SWEEP_EVERY_MS);
    process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`);
    await told;
    clearInterval(sweep);
    await finish(http);
    return 0;
  } finally {
    await close();
  }
});

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
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

/** Lets running requests end, then breaks off what still hangs. */
async function finish(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  const timer = setTimeout(() => http.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(timer);
}
