import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

/** TM models with a Chinese ROM. How many shapes FS 2 keeps differs by model and is told nowhere: they go as dots. */
export const profile: SlipProfile = {
  ...plain,
  name: 'epson',
  completion: 'process_id',
  raster: true,
  automaticStatus: true,
  source:
    'Epson’s ESC/POS command reference (GS a, GS ( H, FS 2); GS v 0 from the specifications of TM-T88III and TM-T81; ' +
    'not tried on the machine itself',
};
