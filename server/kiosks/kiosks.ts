import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import type { KioskId, PublicJwk } from '#server/contract/words.ts';
import { audit } from '../audit/audit.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** A kiosk's public key for node:crypto and jose; undefined when it is not a point of P-256. */
export function publicKeyOf({ kty, crv, x, y }: PublicJwk): KeyObject | undefined {
  if (kty !== 'EC' || crv !== 'P-256') return undefined;
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The key of a kiosk that is enrolled and not revoked; undefined for any other. */
export async function kioskKey(db: Kysely<Tables>, kiosk: string): Promise<KeyObject | undefined> {
  const row = await db
    .selectFrom('kiosk')
    .select('public_key')
    .where('id', '=', kiosk)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row && publicKeyOf(row.public_key);
}

/** True while no kiosk was ever enrolled; a revoked one counts as known. */
export async function knowsNoKiosk(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('kiosk').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Keeps the last state a kiosk told of itself. */
export async function noteHeartbeat(
  db: Kysely<Tables>,
  kiosk: KioskId,
  heartbeat: Heartbeat,
  now = new Date(),
): Promise<void> {
  await db
    .updateTable('kiosk')
    .set({ last_seen_at: now, state: JSON.stringify(heartbeat) })
    .where('id', '=', kiosk)
    .execute();
}

/** From now on nothing this kiosk signs counts. True when it was enrolled until now. */
export async function revokeKiosk(db: Db, kiosk: string, actor: string, now = new Date()): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('kiosk')
      .set({ revoked_at: now })
      .where('id', '=', kiosk)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await audit(trx, now, { actor, action: 'kiosk_revoked', subject: kiosk, kiosk });
    return true;
  });
}
