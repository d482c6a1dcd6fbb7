import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Nonce } from '#server/contract/kiosks.ts';
import type { KioskId } from '#server/contract/words.ts';
import type { Tables } from '../store/tables.ts';

/** A card may be laid long after the screen came to rest; the agent asks again when a nonce is about to end. */
export const NONCE_LASTS_MS = 10 * 60_000;
const NONCE_BYTES = 24;

/** A nonce for one identity assertion of this kiosk. */
export async function issueNonce(db: Kysely<Tables>, kiosk: KioskId, now = Date.now()): Promise<Nonce> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  const expiresAt = new Date(now + NONCE_LASTS_MS);
  await db.insertInto('kiosk_nonce').values({ nonce, kiosk, expires_at: expiresAt }).execute();
  return { nonce, expiresAt: expiresAt.toISOString() };
}

/** True for one caller only: the row is deleted by whoever was first. False when unknown, used, expired or another kiosk's. */
export async function consumeNonce(
  db: Kysely<Tables>,
  kiosk: KioskId,
  nonce: string,
  now = Date.now(),
): Promise<boolean> {
  const row = await db
    .deleteFrom('kiosk_nonce')
    .where('nonce', '=', nonce)
    .where('kiosk', '=', kiosk)
    .where('expires_at', '>', new Date(now))
    .returning('nonce')
    .executeTakeFirst();
  return row !== undefined;
}
