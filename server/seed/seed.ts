import { createReadStream } from 'node:fs';
import type { Keyring } from '../keys/keyring.ts';
import { importRegister } from '../residents/import-register.ts';
import type { Db } from '../store/database.ts';

const DEMO_REGISTER = new URL('demo-residents.csv', import.meta.url);

/** Fills an empty register with the invented people of the demonstration. True when it did. */
export async function seedDemo(db: Db, keyring: Keyring): Promise<boolean> {
  const anybody = await db.selectFrom('resident').select('id').limit(1).executeTakeFirst();
  if (anybody) return false;
  const outcome = await importRegister(db, keyring, {
    csv: createReadStream(DEMO_REGISTER),
    actor: 'server',
  });
  if (outcome.kind === 'rejected') throw new Error('the register of the demonstration is not a good one');
  return true;
}
