/** Who answers for a question put to a department: the resident at the kiosk, or a named officer. */

import type { Subject } from '../department.ts';
import type { AskerSettings } from './exchange-settings.ts';
import { readOfficer } from './own-file.ts';

export interface Asker {
  readonly kind: 'resident' | 'officer';
  of(subject: Subject): Subject;
}

/** Throws SettingsFault. */
export function openAsker(settings: AskerSettings, place: string): Asker {
  if (settings === 'resident') return { kind: 'resident', of: (subject) => subject };
  const officer = readOfficer(settings.officerFile, `${place}.asker.officerFile`);
  return { kind: 'officer', of: () => officer };
}
