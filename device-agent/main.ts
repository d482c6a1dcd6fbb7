/** The device agent of one kiosk: `node device-agent/main.ts --settings kiosk.yaml [--enrol CODE]`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PrinterDriver } from '#printers/contract.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { readSettings } from '../settings/read-settings.ts';
import { SettingsFault } from '../settings/settings-fault.ts';
import { Agent } from './agent.ts';
import { enrol } from './enrolment.ts';
import { IdentityFault, loadIdentity } from './identity.ts';
import { jsonLog } from './log.ts';
import { openSerial } from './ports.ts';
import { placeOf } from './print-run.ts';
import { CardStation } from './readers/card-station.ts';
import { ScreenFault } from './screen/screen-fault.ts';
import { type KioskSettings, kioskSettings } from './settings.ts';
import { openSpoolDatabase, Spool, SpoolFault } from './spool.ts';

const PAGES_DIR = join(import.meta.dirname, '../dist/kiosk-ui');
/** What a wrong setting or a missing enrolment ends with: starting again will not help, a person must. */
const EXIT_NEEDS_A_PERSON = 2;

const log = jsonLog((line) => process.stderr.write(line));

function driversOf({ page, slip }: KioskSettings['printers']): {
  page?: PrinterDriver;
  slip?: PrinterDriver;
} {
  return {
    ...(page && { page: ippPageDriver({ url: page.url }) }),
    ...(slip && { slip: escposSlipDriver({ open: () => openSerial(slip) }) }),
  };
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { settings: { type: 'string' }, enrol: { type: 'string' } } });
  const settings = readSettings({ file: values.settings, schema: kioskSettings, envPrefix: 'LINLI_AGENT' });
  const { kiosk, reader, printers, data } = settings;
  const dir = data.dir ?? join('var/kiosk', kiosk.id);
  const spool = new Spool(openSpoolDatabase(dir)); // first: whoever else works with this folder keeps its key
  if (values.enrol !== undefined) {
    const serverUrl = settings.server.url;
    await enrol({ dir, kiosk: kiosk.id, name: kiosk.name, serverUrl, code: values.enrol });
  }
  const agent = new Agent({
    settings,
    identity: await loadIdentity(dir, kiosk.id),
    station: reader && new CardStation({ ...reader, log }),
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

/** Before the ready line no card was read: whatever a fault says can be told. */
function cannotStart(fault: unknown): never {
  const needsAPerson = fault instanceof SettingsFault || fault instanceof IdentityFault;
  const isNamed = needsAPerson || fault instanceof SpoolFault || fault instanceof ScreenFault;
  log('cannot_start', {
    ...(isNamed && { fault: fault.code }),
    sentence: fault instanceof Error ? fault.message : String(fault),
  });
  process.exit(needsAPerson ? EXIT_NEEDS_A_PERSON : 1);
}

process.on('uncaughtException', (fault) => {
  log('crashed', { where: placeOf(fault) });
  process.exit(1);
});
run().catch(cannotStart);
