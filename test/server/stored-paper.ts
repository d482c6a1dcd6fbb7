import { documentFor } from '../../server/documents/documents.ts';
import type { ServicePoint } from './visits/service-point.ts';

/** The document that a print job is to print, as the kiosk of its order fetches it. Throws when there is none. */
export async function storedPaper({ db, keyring, kiosk }: ServicePoint, job: string) {
  const { document: sha256 } = await db
    .selectFrom('print_job')
    .select('document')
    .where('job', '=', job)
    .executeTakeFirstOrThrow();
  const stored = await documentFor(db, keyring, kiosk.id, sha256);
  if (stored === undefined) throw new Error(`no document for job ${job}`);
  return { sha256, bytes: stored.bytes };
}
