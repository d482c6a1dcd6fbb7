import type { SlipProfile } from '../profile.ts';

/** What every printer of the kind has: the safe guess for one that nobody has looked up. */
export const profile: SlipProfile = {
  name: 'plain',
  columns: 48,
  charset: 'gbk',
  completion: 'stream_ack',
  userGlyphs: 0,
  raster: false,
  automaticStatus: false,
  tellsJams: false,
  paperEndBits: 0x60,
  presenter: undefined,
  source: 'the commands common to Epson’s reference and the manuals of its clones',
};
