import type { Db } from '../store/database.ts';

/** Deletes nonces, proofs and enrolment codes that no check would let pass any more. */
export async function deleteExpired(db: Db, now = new Date()): Promise<void> {
  await db.deleteFrom('kiosk_nonce').where('expires_at', '<', now).execute();
  await db.deleteFrom('kiosk_proof').where('expires_at', '<', now).execute();
  await db.deleteFrom('enrolment_code').where('expires_at', '<', now).execute();
}
