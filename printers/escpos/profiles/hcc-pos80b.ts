import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

export const profile: SlipProfile = {
  ...plain,
  name: 'hcc-pos80b',
  userGlyphs: 10,
  source: 'HCC, POS80B Technical Manual V 1.02 (FS 2); not tried on the machine itself',
};
