import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

/** Its shapes have the codes FE A1 to FE B4. */
export const profile: SlipProfile = {
  ...plain,
  name: 'snbc-bt-t080',
  userGlyphs: 20,
  automaticStatus: true,
  tellsJams: true,
  source: 'SNBC, BT-T080 Programming Manual (DLE EOT 3, GS a, FS 2); not tried on the machine itself',
};
