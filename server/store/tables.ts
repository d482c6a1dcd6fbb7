import type { ColumnType, Generated } from 'kysely';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import type { PublicJwk } from '#server/contract/words.ts';
import type { CertificateTables } from './certificate-tables.ts';
import type { DepartmentTables } from './department-tables.ts';
import type { PublishingTables } from './publishing-tables.ts';

/** The database as TypeScript sees it. `date` columns are `YYYY-MM-DD` strings, `bigint` columns numbers (pool.ts). */
export interface Tables extends FoundationTables, CertificateTables, DepartmentTables, PublishingTables {}

interface FoundationTables {
  readonly resident: ResidentTable;
  readonly kiosk: KioskTable;
  readonly enrolment_code: EnrolmentCodeTable;
  readonly kiosk_nonce: KioskNonceTable;
  readonly kiosk_proof: KioskProofTable;
  readonly document: DocumentTable;
  readonly print_job: PrintJobTable;
  readonly audit_entry: AuditEntryTable;
  readonly audit_head: AuditHeadTable;
}

/** `…_sealed` columns are encrypted (keys/fields.ts); the row id is part of what is authenticated. */
interface ResidentTable {
  id: string;
  /** Blind index of the identity number: the only way to find a resident. */
  id_index: Buffer;
  id_number_sealed: Buffer;
  name_sealed: Buffer;
  address_sealed: Buffer;
  /** Sex and ethnic group, sealed together. */
  traits_sealed: Buffer;
  phone_sealed: Buffer | null;
  birth_year: number;
  community_code: string;
  residence_since: string | null;
  household_id: string | null;
  hukou_district: string | null;
  updated_at: Generated<Date>;
}

interface KioskTable {
  id: string;
  name: string;
  public_key: ColumnType<PublicJwk, string, string>;
  enrolled_at: Date;
  revoked_at: Date | null;
  last_seen_at: Date | null;
  state: ColumnType<Heartbeat | null, string | null, string>;
  address: ColumnType<string | null, string | null | undefined, string>;
  /** Degrees, WGS 84; with latitude or not at all. */
  longitude: ColumnType<number | null, number | null | undefined, number | null>;
  latitude: ColumnType<number | null, number | null | undefined, number | null>;
}

interface EnrolmentCodeTable {
  code_hash: Buffer;
  expires_at: Date;
}

interface KioskNonceTable {
  nonce: string;
  kiosk: string;
  expires_at: Date;
}

interface KioskProofTable {
  jti: string;
  kiosk: string;
  expires_at: Date;
}

interface DocumentTable {
  sha256: string;
  media_type: string;
  bytes_sealed: Buffer;
  created_at: Generated<Date>;
}

export type PrintJobState = 'ordered' | 'done' | 'not_printed' | 'uncertain';

interface PrintJobTable {
  job: string;
  kiosk: string;
  document: string;
  printer: 'page' | 'slip';
  /** The certificate copy this paper is; null for a receipt. */
  copy: string | null;
  state: Generated<PrintJobState>;
  evidence: string | null;
  ordered_at: Date;
  settled_at: Date | null;
}

interface AuditEntryTable {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string | null;
  kiosk: string | null;
  purpose: string | null;
  details: ColumnType<Record<string, string | number | boolean>, string, never>;
  prev: Buffer;
  hash: Buffer;
}

interface AuditHeadTable {
  seq: number;
  hash: Buffer;
}
