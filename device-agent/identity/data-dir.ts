import { join } from 'node:path';
import type { KioskSettings } from '../settings.ts';

/** Where this kiosk keeps its key and its spool. */
export const dataDirOf = ({ data, kiosk }: Pick<KioskSettings, 'data' | 'kiosk'>): string =>
  data.dir ?? join('var/kiosk', kiosk.id);
