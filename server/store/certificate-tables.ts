import type { CertificateIssued, WitnessReason } from '#server/contract/certificates.ts';
import type { Level } from '#server/contract/words.ts';
import type { JsonColumn } from './json-column.ts';

/** The tables of visits, decisions and certificates (migrations/002-certificates.sql, 003-witness.sql). */
export interface CertificateTables {
  readonly visit: VisitTable;
  readonly number_series: NumberSeriesTable;
  readonly application: ApplicationTable;
  readonly decision: DecisionTable;
  readonly certificate: CertificateTable;
  readonly certificate_copy: CertificateCopyTable;
  readonly copy_witness: CopyWitnessTable;
}

interface VisitTable {
  id: string;
  token_hash: Buffer;
  kiosk: string;
  level: Level;
  subject: Buffer;
  card_sealed: Buffer | null;
  /** By the kiosk's clock. */
  card_read_at: Date | null;
  opened_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

interface NumberSeriesTable {
  community: string;
  year: number;
  last: number;
}

interface ApplicationTable {
  id: string;
  visit: string;
  request: string;
  wish_sha256: Buffer;
  service: string;
  answer: JsonColumn<CertificateIssued>;
  created_at: Date;
}

interface DecisionTable {
  application: string;
  definition_sha256: string;
  service: string;
  version: number;
  decided_on: string;
  parameters: JsonColumn<object>;
  result: 'yes' | 'no' | 'unknown';
  trace: JsonColumn<readonly object[]>;
  provenance: JsonColumn<readonly object[]>;
  facts_sealed: Buffer;
}

interface CertificateTable {
  id: string;
  number: string;
  application: string;
  visit: string;
  service: string;
  subject: Buffer;
  paper_sealed: Buffer;
  issued_on: string;
  valid_until: string;
}

interface CopyWitnessTable {
  copy: string;
  came: boolean;
  staff: string | null;
  reason: WitnessReason;
  at: Date;
}

interface CertificateCopyTable {
  id: string;
  certificate: string;
  copy: number;
  cti: Buffer;
  kid: string;
  status_index: number;
  document: string;
  issued_at: Date;
  superseded_at: Date | null;
}
