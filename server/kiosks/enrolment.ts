import { createHash, randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Enrolment } from '#server/contract/kiosks.ts';
import { audit } from '../audit/audit.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export const CODE_LASTS_MS = 10 * 60_000;
const CODE_LENGTH = 8;
/** Without letters and digits that look alike: staff read the code out. 31 signs, 8 places: 39 bits for ten minutes. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code with which one kiosk may enrol within ten minutes. Only its hash is kept. */
export async function makeEnrolmentCode(db: Db, actor: string, now = Date.now()): Promise<string> {
  const code = Array.from({ length: CODE_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('enrolment_code')
      .values({ code_hash: hashOf(code), expires_at: new Date(now + CODE_LASTS_MS) })
      .execute();
    await audit(trx, new Date(now), { actor, action: 'enrolment_code_made' });
  });
  return code;
}

/**
 * Enrols a kiosk, or gives an enrolled one a new key: the code is staff's word. False when the code is unknown, used
 * or out of date.
 */
export async function enrolKiosk(db: Db, enrolment: Enrolment, now = Date.now()): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await useCode(trx, enrolment.code, now))) return false;
    const known = {
      name: enrolment.name,
      public_key: JSON.stringify(enrolment.publicKey),
      enrolled_at: new Date(now),
      revoked_at: null,
    };
    await trx
      .insertInto('kiosk')
      .values({ id: enrolment.kiosk, ...known })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
      .execute();
    const { kiosk } = enrolment;
    await audit(trx, new Date(now), {
      actor: `kiosk:${kiosk}`,
      action: 'kiosk_enrolled',
      subject: kiosk,
      kiosk,
    });
    return true;
  });
}

async function useCode(trx: Transaction<Tables>, code: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('enrolment_code')
    .where('code_hash', '=', hashOf(code))
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** A plain hash will do: 39 random bits cannot be tried within the ten minutes they are worth anything. */
const hashOf = (code: string): Buffer => createHash('sha256').update(code.trim().toUpperCase()).digest();
