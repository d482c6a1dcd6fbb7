/** The file of the spool: how it is opened, locked and kept safe, and its tables. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SpoolFault, spoolFault } from './spool-fault.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY,
    job TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    media_type TEXT NOT NULL,
    printer TEXT NOT NULL,
    pages INTEGER NOT NULL DEFAULT 1,
    after TEXT,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL
      CHECK (state IN ('queued', 'intent', 'sent', 'done', 'not_printed', 'uncertain', 'refused')),
    device_job TEXT,
    intent_at INTEGER,
    evidence TEXT,
    settled_at INTEGER,
    reported_at INTEGER,
    CHECK ((state IN ('intent', 'sent')) <= (intent_at IS NOT NULL)),
    CHECK ((state IN ('done', 'not_printed', 'uncertain', 'refused')) = (settled_at IS NOT NULL))
  ) STRICT;
  CREATE TABLE IF NOT EXISTS used_nonce (
    nonce TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS job_unsettled ON job (number) WHERE settled_at IS NULL;
  CREATE INDEX IF NOT EXISTS job_unreported ON job (number) WHERE settled_at IS NOT NULL AND reported_at IS NULL;
`;

/**
 * Opens `spool.db` in the data folder, or makes it, and keeps it for this process alone.
 * @throws SpoolFault
 */
export function openSpoolDatabase(dir: string): DatabaseSync {
  const database = openFile(dir);
  try {
    prepare(database);
    return database;
  } catch (fault) {
    database.close();
    throw spoolFault(fault);
  }
}

function openFile(dir: string): DatabaseSync {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(dir, 'spool.db'));
  } catch (cause) {
    throw new SpoolFault('unwritable', cause, dir);
  }
}

function prepare(database: DatabaseSync): void {
  // Two agents on one spool would each recover what the other prints. The kernel drops the lock with the process.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  // A commit has reached the disk when it returns, also in WAL mode (sqlite.org/pragma.html#pragma_synchronous).
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(SCHEMA);
  addPages(database);
}

/** Files made before papers had several pages lack the column; each of their jobs was one page. */
function addPages(database: DatabaseSync): void {
  const has = database.prepare("SELECT 1 FROM pragma_table_info('job') WHERE name = 'pages'").get();
  if (has === undefined) database.exec('ALTER TABLE job ADD COLUMN pages INTEGER NOT NULL DEFAULT 1');
}
