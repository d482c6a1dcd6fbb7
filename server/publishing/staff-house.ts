/** Server settings, database and services, opened for a command of the staff and closed after it. */
import { type Keyring, openKeyring } from '../keys/keyring.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { readHouse, readRegion, readShipped } from '../services/catalogue.ts';
import { readServerSettings, type ServerSettings } from '../settings.ts';
import { type Db, openDatabase } from '../store/database.ts';
import { type InForce, Shelf, type Shipped } from './shelf.ts';

export interface StaffHouse {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly settings: ServerSettings;
  readonly shipped: Shipped;
  /** What holds now. */
  readonly inForce: InForce;
  readonly today: string;
  readonly now: Date;
}

/** Works whether the server runs or not. Throws what opening throws. */
export async function inStaffHouse<T>(
  settingsFile: string | undefined,
  work: (house: StaffHouse) => Promise<T>,
): Promise<T> {
  const settings = readServerSettings(settingsFile);
  const shipped = await readShippedWith(settings.region);
  const keyring = await openKeyring(settings.keys.dir, settings.community.issuer);
  const { db, close } = await openDatabase(settings.database);
  try {
    const shelf = new Shelf(db, shipped);
    await shelf.refresh();
    const now = new Date();
    const today = chinaDay(now.getTime());
    const inForce = shelf.inForceAt(now.getTime());
    return await work({ db, keyring, settings, shipped, inForce, today, now });
  } finally {
    await close();
  }
}

/** What ships with the house, in the region of the settings. Throws RuleFault. */
export async function readShippedWith(region: string | undefined): Promise<Shipped> {
  const house = readHouse();
  return {
    house,
    definitions: await readShipped(house),
    region: region === undefined ? undefined : readRegion(region),
  };
}
