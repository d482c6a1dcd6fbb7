/** `node server/enrol-kiosk.ts [--settings FILE]`: prints a code with which one kiosk may enrol within ten minutes. */
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { makeEnrolmentCode } from './kiosks/enrolment.ts';
import { readServerSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';

await runCommand(async () => {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const { db, close } = await openDatabase(readServerSettings(values.settings).database);
  try {
    process.stdout.write(`${await makeEnrolmentCode(db, 'command:enrol-kiosk')}\n`);
    return 0;
  } finally {
    await close();
  }
});
