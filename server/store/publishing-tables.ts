import type { ColumnType } from 'kysely';
import type { Changes } from '../publishing/changes.ts';

/** The table of definitions on their way (migrations/005-publishing.sql). */
export interface PublishingTables {
  readonly draft: DraftTable;
}

interface DraftTable {
  sha256: string;
  kind: 'service' | 'region';
  name: string;
  version: number;
  yaml: string;
  /** Staff numbers. */
  submitted_by: string;
  submitted_at: Date;
  dry_run: ColumnType<Changes | null, string | null, string>;
  approved_by: string | null;
  approved_at: Date | null;
  published_by: string | null;
  published_at: Date | null;
  retired_by: string | null;
  retired_at: Date | null;
}
