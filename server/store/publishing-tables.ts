import type { ColumnType } from 'kysely';
import type { Changes } from '../publishing/changes.ts';

/** Definitions on their way, and the text of all that ever decided (migrations/005-publishing.sql). */
export interface PublishingTables {
  readonly draft: DraftTable;
  readonly definition_text: DefinitionTextTable;
}

interface DefinitionTextTable {
  sha256: string;
  yaml: string;
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
