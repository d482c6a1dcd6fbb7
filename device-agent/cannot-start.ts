/** The end of a program of the agent that could not begin: one log line that says why, and an exit code. */
import { SettingsFault } from '../settings/settings-fault.ts';
import { IdentityFault } from './identity/identity.ts';
import { jsonLog } from './log.ts';
import { SpoolFault } from './printing/spool-fault.ts';
import { ScreenFault } from './screen/screen-fault.ts';

/** What a wrong setting or a missing enrolment ends with: starting again will not help, a person must. */
const EXIT_NEEDS_A_PERSON = 2;

/** Before the ready line no card was read: whatever a fault says can be told. */
export function cannotStart(fault: unknown): never {
  const needsAPerson = fault instanceof SettingsFault || fault instanceof IdentityFault;
  const isNamed = needsAPerson || fault instanceof SpoolFault || fault instanceof ScreenFault;
  jsonLog((line) => process.stderr.write(line))('cannot_start', {
    ...(isNamed && { fault: fault.code }),
    sentence: fault instanceof Error ? fault.message : String(fault),
  });
  process.exit(needsAPerson ? EXIT_NEEDS_A_PERSON : 1);
}
