/**
 * A definition on its way: submitted by one person, approved by another, published by somebody else than who approved,
 * after a dry run. The database holds the same rules; here they are answers.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { type AuditEntry, audit } from '../audit/audit.ts';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { archive } from './archive.ts';
import type { Changes } from './changes.ts';

export interface Draft {
  readonly kind: 'service' | 'region';
  readonly name: string;
  readonly version: number;
  readonly yaml: string;
  readonly sha256: string;
}
/** `elder-allowance@2` */
const DRAFT_NAME = /^(?<name>[a-z][a-z0-9-]*)@(?<version>\d{1,6})$/u;
export interface DraftName {
  readonly name: string;
  readonly version: number;
}

/** Undefined when it is written otherwise. */
export function nameOfDraft(text: string): DraftName | undefined {
  const { name, version } = DRAFT_NAME.exec(text)?.groups ?? {};
  return name === undefined ? undefined : { name, version: Number(version) };
}

/** `name_taken`: by a region where this is a service, or the other way round. */
export type Submitted = 'submitted' | 'unchanged' | 'version_taken' | 'version_too_low' | 'name_taken';
/** `overtaken`: a higher version is in force. */
export type Stepped = 'done' | 'not_found' | 'wrong_step' | 'same_person' | 'no_dry_run' | 'overtaken';
type Trx = Transaction<Tables>;

/** The same bytes again change nothing; other bytes need a higher version, also than `shipped`, the one in the house. */
export function submit(
  db: Db,
  draft: Draft,
  { staff, shipped, now }: { readonly staff: string; readonly shipped: number; readonly now: Date },
): Promise<Submitted> {
  return db.transaction().execute(async (trx) => {
    const { name, version, sha256 } = draft;
    const row = { ...draft, submitted_by: staff, submitted_at: now, dry_run: null };
    if (await isNameTaken(trx, draft)) return 'name_taken';
    const latest = await versionsOf(trx, draft).orderBy('version', 'desc').executeTakeFirst();
    if (latest?.sha256 === sha256) return 'unchanged';
    if (latest?.version === version) return 'version_taken';
    if (version <= Math.max(latest?.version ?? 0, shipped)) return 'version_too_low';
    const written = await trx
      .insertInto('draft')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('sha256')
      .executeTakeFirst();
    if (written === undefined) return 'version_taken';
    if (draft.kind === 'service') await archive(trx, [draft]);
    await audit(trx, now, entryOf({ name, version, sha256 }, 'submitted', staff));
    return 'submitted';
  });
}

async function isNameTaken(trx: Trx, { kind, name }: Pick<Draft, 'kind' | 'name'>): Promise<boolean> {
  const other = trx.selectFrom('draft').select('kind').where('name', '=', name).where('kind', '!=', kind);
  return (await other.executeTakeFirst()) !== undefined;
}

function versionsOf(db: Kysely<Tables>, { kind, name }: Pick<Draft, 'kind' | 'name'>) {
  return db
    .selectFrom('draft')
    .select(['version', 'sha256'])
    .where('kind', '=', kind)
    .where('name', '=', name);
}

export type Step = 'approved' | 'published' | 'retired';

/** Undefined when nobody has handed it in. */
export function findDraft(db: Db, { name, version }: DraftName) {
  return db
    .selectFrom('draft')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** One step by one person. Two at the same moment: one of them did it, the other comes to the wrong step. */
export function step(
  db: Db,
  { name, version }: DraftName,
  to: Step,
  { staff, now }: { readonly staff: string; readonly now: Date },
): Promise<Stepped> {
  return db.transaction().execute(async (trx) => {
    const versions = await trx
      .selectFrom('draft')
      .selectAll()
      .where('name', '=', name)
      .orderBy('version')
      .forUpdate()
      .execute();
    const row = versions.find((each) => each.version === version);
    if (row === undefined) return 'not_found';
    if (to === 'published' && isOvertaken(row, versions)) return 'overtaken';
    const no = hindrance(row, to, staff);
    if (no !== undefined) return no;
    await trx
      .updateTable('draft')
      .set(marksOf(to, staff, now))
      .where('sha256', '=', row.sha256)
      .execute();
    if (to !== 'approved') await forgetDryRuns(trx, name);
    await audit(trx, now, entryOf(row, to, staff));
    return 'done';
  });
}

/** They were held against what was in force until now. */
async function forgetDryRuns(trx: Trx, name: string): Promise<void> {
  await trx
    .updateTable('draft')
    .set({ dry_run: sql`null` })
    .where('name', '=', name)
    .where('published_by', 'is', null)
    .execute();
}

function isOvertaken(draft: Signed, versions: readonly Signed[]): boolean {
  if (draft.published_by !== null) return false;
  const inForce = versions.filter((each) => each.published_by !== null && each.retired_by === null);
  return inForce.some((each) => each.version > draft.version);
}

interface Signed {
  readonly version: number;
  readonly submitted_by: string;
  readonly approved_by: string | null;
  readonly published_by: string | null;
  readonly retired_by: string | null;
  readonly dry_run: Changes | null;
}

function hindrance(row: Signed, to: Step, staff: string): Exclude<Stepped, 'done'> | undefined {
  switch (to) {
    case 'approved':
      if (row.approved_by !== null) return 'wrong_step';
      return row.submitted_by === staff ? 'same_person' : undefined;
    case 'published':
      if (row.approved_by === null || row.published_by !== null) return 'wrong_step';
      if (row.approved_by === staff) return 'same_person';
      return row.dry_run === null ? 'no_dry_run' : undefined;
    case 'retired':
      return row.published_by === null || row.retired_by !== null ? 'wrong_step' : undefined;
    default:
      return to satisfies never;
  }
}

function marksOf(to: Step, staff: string, now: Date) {
  switch (to) {
    case 'approved':
      return { approved_by: staff, approved_at: now };
    case 'published':
      return { published_by: staff, published_at: now };
    case 'retired':
      return { retired_by: staff, retired_at: now };
    default:
      return to satisfies never;
  }
}

/** The dry run looked at the register: who looked is written down, once for all residents. */
export async function noteDryRun(
  db: Db,
  { name, version }: DraftName,
  changes: Changes,
  { staff, now }: { readonly staff: string; readonly now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx: Trx) => {
    const row = await trx
      .updateTable('draft')
      .set({ dry_run: JSON.stringify(changes) })
      .where('name', '=', name)
      .where('version', '=', version)
      .returning('sha256')
      .executeTakeFirst();
    if (row !== undefined)
      await audit(trx, now, entryOf({ name, version, ...row }, 'tried_on_register', staff));
  });
}

function entryOf(
  { name, version, sha256 }: Pick<Draft, 'name' | 'version' | 'sha256'>,
  done: string,
  staff: string,
): AuditEntry {
  return {
    actor: `staff:${staff}`,
    action: `definition_${done}`,
    details: { service: name, version, document: sha256 },
  };
}
