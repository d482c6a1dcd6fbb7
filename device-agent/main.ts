/** The device agent of one kiosk: `node device-agent/main.ts --settings kiosk.yaml`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PrinterDriver } from '#printers/contract.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { readSettings } from '../settings/read-settings.ts';
import { Agent } from './agent.ts';
import { cannotStart } from './cannot-start.ts';
import { CardStation } from './card/card-station.ts';
import { dataDirOf } from './identity/data-dir.ts';
import { loadIdentity } from './identity/identity.ts';
import { jsonLog, placeOf } from './log.ts';
import { slipLineOf } from './printing/lines/slip-line-of.ts';
import { Spool } from './printing/spool.ts';
import { openSpoolDatabase } from './printing/spool-database.ts';
import { lineOf } from './readers/lines/line-of.ts';
import { Scanner } from './scanner/scanner.ts';
import { scannerLineOf } from './scanner/scanner-line-of.ts';
import { type KioskSettings, kioskSettings } from './settings.ts';

const PAGES_DIR = join(import.meta.dirname, '../dist/kiosk-ui');

const log = jsonLog((line) => process.stderr.write(line));

function driversOf({ page, slip }: KioskSettings['printers']): {
  page?: PrinterDriver;
  slip?: PrinterDriver;
} {
  return {
    ...(page && { page: ippPageDriver({ url: page.url }) }),
    ...(slip && { slip: escposSlipDriver({ open: slipLineOf(slip.at).open, profile: slip.profile }) }),
  };
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const settings = readSettings({ file: values.settings, schema: kioskSettings, envPrefix: 'LINLI_AGENT' });
  const { kiosk, reader, scanner, printers } = settings;
  const dir = dataDirOf(settings);
  const spool = new Spool(openSpoolDatabase(dir));
  const agent = new Agent({
    settings,
    identity: await loadIdentity(dir, kiosk.id),
    station: reader && new CardStation({ line: lineOf(reader), log }),
    scanner: scanner && new Scanner({ line: scannerLineOf(scanner), log }),
    photoDecoder: reader?.photoDecoder,
    drivers: driversOf(printers),
    spool,
    pagesDir: PAGES_DIR,
    log,
  });
  const port = await agent.start();
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}` })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void agent.stop().then(() => process.exit(0)));
  }
}

process.on('uncaughtException', (fault) => {
  log('crashed', { where: placeOf(fault) });
  process.exit(1);
});
run().catch(cannotStart);
