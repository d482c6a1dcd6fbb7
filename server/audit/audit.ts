import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Db } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { canonicalJson } from './canonical-json.ts';

/** What may stand in `details`: ids, codes and counts. Nothing that names a person. */
interface AuditDetails {
  readonly visit?: string;
  readonly service?: string;
  readonly version?: number;
  readonly result?: string;
  readonly reason?: string;
  readonly number?: string;
  readonly copy?: number;
  /** The copy that is no longer live because of this one. */
  readonly former?: number;
  readonly job?: string;
  readonly document?: string;
  readonly outcome?: string;
  readonly count?: number;
  readonly level?: string;
}

export interface AuditEntry {
  /** `kiosk:<id>`, `server`, `command:<name>` or `staff:<id>`. */
  readonly actor: string;
  /** Past tense: `visit_opened`, `certificate_issued`, `job_settled`. */
  readonly action: string;
  /** Whom or what it is about: a resident's blind index in hex, or an id. Never a number or a name of a person. */
  readonly subject?: string;
  readonly kiosk?: string;
  readonly purpose?: string;
  readonly details?: AuditDetails;
}

/**
 * Appends entries to the hash chain inside the caller's transaction: hash = SHA-256(previous hash || canonical JSON).
 * The head row is held until that transaction ends, so call it last. `at`: when what they tell of was done.
 */
export async function audit(
  trx: Transaction<Tables>,
  at: Date,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  const head = await trx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const rows: AuditRow[] = [];
  for (const entry of entries) {
    const prev = rows.at(-1)?.hash ?? head.hash;
    const unchained = { ...rowOf(entry), seq: head.seq + rows.length + 1, at, prev };
    rows.push({ ...unchained, hash: linkOf(unchained) });
  }
  const last = rows.at(-1);
  if (!last) return;
  await trx
    .insertInto('audit_entry')
    .values(rows.map((row) => ({ ...row, details: JSON.stringify(row.details) })))
    .execute();
  await trx.updateTable('audit_head').set({ seq: last.seq, hash: last.hash }).execute();
}

/** `broken`: the first entry that is not what was written, or is missing. */
export type AuditVerdict =
  | { readonly kind: 'whole'; readonly entries: number }
  | { readonly kind: 'broken'; readonly seq: number };

const PAGE_ROWS = 1000;

/** Walks the whole chain; finds an entry that was edited, deleted, moved, or cut off at the end. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  let seq = 0;
  let prev: Buffer = Buffer.alloc(32);
  while (seq < head.seq) {
    const rows = await pageAfter(db, seq);
    for (const row of rows) {
      const follows = row.seq === seq + 1 && row.prev.equals(prev) && row.hash.equals(linkOf(row));
      if (!follows) return { kind: 'broken', seq: seq + 1 };
      seq = row.seq;
      prev = row.hash;
    }
    if (rows.length === 0) return { kind: 'broken', seq: seq + 1 };
  }
  return prev.equals(head.hash) ? { kind: 'whole', entries: seq } : { kind: 'broken', seq };
}

interface UnchainedRow {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly kiosk: string | null;
  readonly purpose: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly prev: Buffer;
}
type AuditRow = UnchainedRow & { readonly hash: Buffer };

function rowOf(entry: AuditEntry): Omit<UnchainedRow, 'seq' | 'at' | 'prev'> {
  return {
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject ?? null,
    kiosk: entry.kiosk ?? null,
    purpose: entry.purpose ?? null,
    details: { ...entry.details },
  };
}

function linkOf({ seq, at, actor, action, subject, kiosk, purpose, details, prev }: UnchainedRow): Buffer {
  const text = canonicalJson({ seq, at: at.toISOString(), actor, action, subject, kiosk, purpose, details });
  return createHash('sha256').update(prev).update(text).digest();
}

function pageAfter(db: Kysely<Tables>, seq: number): Promise<AuditRow[]> {
  return db
    .selectFrom('audit_entry')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(PAGE_ROWS)
    .execute();
}
