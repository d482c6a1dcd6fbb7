/** The rows a certificate consists of. Each belongs into the transaction that issues it. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { MEDIA } from '#server/contract/envelopes.ts';
import type { KioskId } from '#server/contract/words.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { storeDocument } from '../documents/documents.ts';
import type { Keyring } from '../keys/keyring.ts';
import { recordJob } from '../kiosks/print-jobs.ts';
import type { CivilDate } from '../rules/civil-date.ts';
import type { Decided } from '../rules/decision.ts';
import type { Tables } from '../store/tables.ts';
import type { Visit } from '../visits/visit.ts';
import type { Draft } from './draft.ts';
import { validUntil } from './papers/paper.ts';

type Trx = Transaction<Tables>;

/** Of a certificate that is issued: the answer was yes. Facts are sealed; the rest says nothing of the resident. */
export async function writeDecision(
  trx: Trx,
  { fields }: Keyring,
  application: string,
  { written, sha256 }: Definition,
  decided: Decided,
  today: CivilDate,
): Promise<void> {
  await trx
    .insertInto('decision')
    .values({
      application,
      definition_sha256: sha256,
      service: written.service,
      version: written.version,
      decided_on: today,
      parameters: JSON.stringify(decided.parameters),
      result: 'yes',
      trace: JSON.stringify(decided.trace),
      provenance: JSON.stringify(decided.provenance),
      facts_sealed: fields.seal(
        { table: 'decision', column: 'facts', row: application },
        JSON.stringify(decided.facts),
      ),
    })
    .execute();
}

/** Answers the certificate's row id. */
export async function writeCertificate(
  trx: Trx,
  { fields }: Keyring,
  application: string,
  visit: Visit,
  { said, answer }: Draft,
  today: CivilDate,
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('certificate')
    .values({
      id,
      number: answer.number,
      application,
      visit: visit.id,
      service: said.type,
      subject: visit.subject,
      paper_sealed: fields.seal(paperPlace(id), JSON.stringify(said)),
      issued_on: today,
      valid_until: validUntil(said),
    })
    .execute();
  return id;
}

/** The copy, its documents and its two print jobs. */
export async function writeCopy(
  trx: Trx,
  keyring: Keyring,
  certificate: string,
  kiosk: KioskId,
  { id, marks, page, slip }: Draft,
  now: Date,
): Promise<void> {
  await storeDocument(trx, keyring, page, MEDIA.certificate);
  await storeDocument(trx, keyring, slip, MEDIA.receipt);
  await trx
    .insertInto('certificate_copy')
    .values({
      id,
      certificate,
      copy: marks.copy,
      cti: Buffer.from(marks.cti),
      kid: keyring.issuer.kid,
      status_index: marks.statusIndex,
      document: page.sha256,
      issued_at: now,
      superseded_at: null,
    })
    .execute();
  const ordered = { kiosk, at: now };
  await recordJob(trx, { ...ordered, job: page.job, document: page.sha256, printer: 'page', copy: id });
  await recordJob(trx, { ...ordered, job: slip.job, document: slip.sha256, printer: 'slip', copy: null });
}

export const paperPlace = (row: string) => ({ table: 'certificate', column: 'paper', row });
