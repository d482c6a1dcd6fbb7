/**
 * `node device-agent/enrol.ts --settings kiosk.yaml --code CODE` enrols this kiosk with its server; staff give the code.
 * Without a code it only tells whether the kiosk is enrolled: exit 0, else 3.
 */
import { parseArgs } from 'node:util';
import { readSettings } from '../settings/read-settings.ts';
import { cannotStart } from './cannot-start.ts';
import { dataDirOf } from './identity/data-dir.ts';
import { enrol } from './identity/enrolment.ts';
import { IdentityFault, loadIdentity } from './identity/identity.ts';
import { Spool } from './printing/spool.ts';
import { openSpoolDatabase } from './printing/spool-database.ts';
import { kioskSettings } from './settings.ts';

const EXIT_NOT_ENROLLED = 3;

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { settings: { type: 'string' }, code: { type: 'string' } } });
  const settings = readSettings({ file: values.settings, schema: kioskSettings, envPrefix: 'LINLI_AGENT' });
  const dir = dataDirOf(settings);
  const { kiosk, server } = settings;
  if (values.code === undefined) return tell(dir, kiosk.id);
  const spool = new Spool(openSpoolDatabase(dir)); // whoever else works with this folder keeps its key
  await enrol({ dir, kiosk: kiosk.id, name: kiosk.name, serverUrl: server.url, code: values.code });
  spool.close();
}

async function tell(dir: string, kiosk: Parameters<typeof loadIdentity>[1]): Promise<void> {
  try {
    await loadIdentity(dir, kiosk);
  } catch (fault) {
    if (!(fault instanceof IdentityFault) || fault.code !== 'not_enrolled') throw fault;
    process.exitCode = EXIT_NOT_ENROLLED;
  }
}

run().catch(cannotStart);
