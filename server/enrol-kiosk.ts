/**
 * `node server/enrol-kiosk.ts [--settings FILE]` prints a code with which one kiosk may enrol within ten minutes;
 * with `--if-first` only when no kiosk was ever enrolled, else nothing; with `--revoke KIOSK` nothing that kiosk signs
 * counts any more.
 */
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { makeEnrolmentCode } from './kiosks/enrolment.ts';
import { knowsNoKiosk, revokeKiosk } from './kiosks/kiosks.ts';
import { readServerSettings } from './settings.ts';
import { openDatabase } from './store/database.ts';

const ACTOR = 'command:enrol-kiosk';

await runCommand(async () => {
  const { values } = parseArgs({
    options: { settings: { type: 'string' }, revoke: { type: 'string' }, 'if-first': { type: 'boolean' } },
  });
  const { db, close } = await openDatabase(readServerSettings(values.settings).database);
  try {
    if (values.revoke === undefined) {
      if (values['if-first'] && !(await knowsNoKiosk(db))) return 0;
      process.stdout.write(`${await makeEnrolmentCode(db, ACTOR)}\n`);
      return 0;
    }
    const wasEnrolled = await revokeKiosk(db, values.revoke, ACTOR);
    process.stdout.write(`${values.revoke}: ${wasEnrolled ? 'revoked' : 'not enrolled'}\n`);
    return wasEnrolled ? 0 : 1;
  } finally {
    await close();
  }
});
