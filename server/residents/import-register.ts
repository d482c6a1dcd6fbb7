import type { Readable } from 'node:stream';
import type { ControlledTransaction, Insertable } from 'kysely';
import { audit } from '../audit/audit.ts';
import type { Keyring } from '../keys/keyring.ts';
import { chinaDay } from '../rules/civil-date.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { type BadValue, readRegister } from './register-file.ts';
import { type RegisterRow, sexCodeOf } from './register-row.ts';
import { residentPlace } from './resident.ts';

/** Rows to a statement: twelve parameters each, of the 65535 that the protocol allows. */
const BATCH_ROWS = 500;

export type ImportOutcome =
  /** `unknownAreas`: lines whose number names a province of no table; they were imported all the same. */
  | { readonly kind: 'imported'; readonly count: number; readonly unknownAreas: readonly number[] }
  | { readonly kind: 'rejected'; readonly bad: readonly BadValue[] };

export interface ImportSource {
  readonly csv: Readable;
  /** For the audit: `command:import`. */
  readonly actor: string;
  /** Ms since 1970. */
  readonly now?: number;
}

/**
 * Takes a register file: every row or none. Who is known already is brought up to date, who is not in the file stays.
 * After the first bad value rows are only checked, so that one run lists them all.
 */
export async function importRegister(
  db: Db,
  keyring: Keyring,
  { csv, actor, now = Date.now() }: ImportSource,
): Promise<ImportOutcome> {
  const trx = await db.startTransaction().execute();
  try {
    const outcome = await takeRows(trx, keyring, csv, now);
    if (outcome.kind === 'rejected') {
      await trx.rollback().execute();
      return outcome;
    }
    await audit(trx, new Date(now), {
      actor,
      action: 'register_imported',
      details: { count: outcome.count },
    });
    await trx.commit().execute();
    return outcome;
  } catch (fault) {
    await trx.rollback().execute();
    throw fault;
  }
}

async function takeRows(
  trx: ControlledTransaction<Tables>,
  keyring: Keyring,
  csv: Readable,
  now: number,
): Promise<ImportOutcome> {
  const bad: BadValue[] = [];
  let batch: ResidentRow[] = [];
  const unknownAreas: number[] = [];
  let count = 0;
  for await (const item of readRegister(csv, chinaDay(now))) {
    if (item.kind === 'bad') bad.push(item);
    if (item.kind === 'bad' || bad.length > 0) continue;
    count += 1;
    if (!item.isAreaKnown) unknownAreas.push(item.line);
    batch.push(sealedRow(item.row, keyring, new Date(now)));
    if (batch.length < BATCH_ROWS) continue;
    await upsert(trx, batch);
    batch = [];
  }
  if (bad.length > 0) return { kind: 'rejected', bad };
  if (batch.length > 0) await upsert(trx, batch);
  return { kind: 'imported', count, unknownAreas };
}

type ResidentRow = Insertable<Tables['resident']>;

function sealedRow(row: RegisterRow, { fields, index }: Keyring, at: Date): ResidentRow {
  const idIndex = index.of(row.id_number);
  const id = uuidOf(idIndex);
  return {
    id,
    id_index: idIndex,
    id_number_sealed: fields.seal(residentPlace('id_number', id), row.id_number),
    name_sealed: fields.seal(residentPlace('name', id), row.name),
    address_sealed: fields.seal(residentPlace('address', id), row.address),
    traits_sealed: fields.seal(residentPlace('traits', id), `${sexCodeOf(row)}|${row.ethnic_code}`),
    phone_sealed: row.phone === '' ? null : fields.seal(residentPlace('phone', id), row.phone),
    birth_year: Number(row.birth.slice(0, 4)),
    community_code: row.community_code,
    residence_since: row.residence_since || null,
    household_id: row.household_id || null,
    hukou_district: row.hukou_district || null,
    updated_at: at,
  };
}

/** The row id out of the blind index (RFC 9562, version 8), so that a row can be sealed again without reading it first. */
function uuidOf(index: Buffer): string {
  const bytes = Buffer.from(index.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const REPLACED = [
  'id_number_sealed',
  'name_sealed',
  'address_sealed',
  'traits_sealed',
  'phone_sealed',
  'birth_year',
  'community_code',
  'residence_since',
  'household_id',
  'hukou_district',
  'updated_at',
] as const;

async function upsert(trx: ControlledTransaction<Tables>, rows: readonly ResidentRow[]): Promise<void> {
  await trx
    .insertInto('resident')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id_index')
        .doUpdateSet((set) =>
          Object.fromEntries(REPLACED.map((name) => [name, set.ref(`excluded.${name}`)])),
        ),
    )
    .execute();
}
