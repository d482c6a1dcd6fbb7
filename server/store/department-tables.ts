import type { NoticeIssued, NoticeWish } from '#server/contract/notices.ts';
import type { SourceAnswer } from '../rules/source-answer.ts';
import type { JsonColumn } from './json-column.ts';

/** Questions to departments and slips about them (migrations/004-departments.sql). */
export interface DepartmentTables {
  readonly department_query: DepartmentQueryTable;
  readonly notice: NoticeTable;
}

interface DepartmentQueryTable {
  id: string;
  at: Date;
  subject: Buffer;
  visit: string;
  kiosk: string;
  actor: string;
  purpose: string;
  source: string;
  fields: JsonColumn<readonly string[]>;
  state: SourceAnswer['state'];
  request_id: string;
  evidence_sealed: Buffer;
  answer_sealed: Buffer | null;
  answer_expires_at: Date;
}

interface NoticeTable {
  id: string;
  visit: string;
  request: string;
  wish_sha256: Buffer;
  kind: NoticeWish['about']['kind'];
  service: string | null;
  job: string;
  answer: JsonColumn<NoticeIssued>;
  created_at: Date;
}
