import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

export const profile: SlipProfile = {
  ...plain,
  name: 'birch-bp002',
  userGlyphs: 6,
  source: 'Birch, BP-002 User’s Manual (FS 2); not tried on the machine itself',
};
