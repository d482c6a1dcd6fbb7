import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { Spool } from '../../../device-agent/printing/spool.ts';
import { openSpoolDatabase } from '../../../device-agent/printing/spool-database.ts';
import { SpoolFault } from '../../../device-agent/printing/spool-fault.ts';
import { order } from './orders.ts';

let dir: string;
let database: DatabaseSync;
let spool: Spool;
let now: number;
beforeEach(() => {
  now = Date.now();
  dir = mkdtempSync(join(tmpdir(), 'spool-'));
  database = openSpoolDatabase(dir);
  spool = new Spool(database, () => now);
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true });
});

function pragma(name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

it('has every commit on the disk when it returns', () => {
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2); // FULL
});

it('remembers a nonce for as long as its order is good', () => {
  const one = order();
  expect(spool.accept(one)).toBe('new');
  expect(spool.accept(order({ jti: one.jti }))).toBe('replayed');
  now += 601_000;
  expect(spool.accept(order({ jti: one.jti }, now))).toBe('new');
});

it('remembers a job for ever', () => {
  const one = order();
  spool.accept(one);
  now += 365 * 86_400_000;
  expect(spool.accept(order({ job: one.job }, now))).toBe('known');
});

it('takes an intent once', () => {
  const one = order();
  spool.accept(one);
  spool.intend(one.job, '7');
  expect(() => spool.intend(one.job, '8')).toThrow('not queued');
  expect(spool.find(one.job)).toMatchObject({ state: 'intent', deviceJob: '7' });
});

it('lets the first end stand', () => {
  const one = order();
  spool.accept(one);
  spool.settle(one.job, 'uncertain', 'no evidence');
  spool.settle(one.job, 'done', 'too late');
  expect(spool.find(one.job)).toMatchObject({ state: 'uncertain', evidence: 'no evidence' });
});

it('gives each end to report until it was confirmed', () => {
  const [one, other] = [order(), order()];
  for (const { job } of [one, other]) {
    spool.accept(job === one.job ? one : other);
    spool.settle(job, 'done', 'one sheet');
  }
  spool.markReported([one.job]);
  expect(spool.unreported(10).map(({ job }) => job)).toEqual([other.job]);
});

it('takes an order whole or not at all when the disk is full', () => {
  const taken: string[] = [];
  const full = () => {
    for (;;) {
      const one = order();
      spool.accept(one);
      taken.push(one.job);
    }
  };
  database.exec(`PRAGMA max_page_count = ${Number(pragma('page_count')) + 2}`);
  expect(full).toThrow(SpoolFault);
  expect(full).toThrow(expect.objectContaining({ code: 'disk_full' }));
  const nonces = database.prepare('SELECT count(*) AS n FROM used_nonce').get();
  expect(spool.unsettled().map(({ job }) => job)).toEqual(taken);
  expect(nonces).toEqual({ n: taken.length });
});

it('holds no word of a document', () => {
  const one = order();
  spool.accept(one);
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all('job');
  expect(columns.map(({ name }) => name)).toEqual([
    ...['number', 'job', 'document', 'media_type', 'printer', 'pages', 'after', 'expires_at', 'state'],
    ...['device_job', 'intent_at', 'evidence', 'settled_at', 'reported_at'],
  ]);
  expect(readFileSync(join(dir, 'spool.db-wal')).includes('%PDF')).toBe(false);
});

/** As the first release made it; the papers of that time had one page. */
const FIRST_SCHEMA = `
  CREATE TABLE job (
    number INTEGER PRIMARY KEY,
    job TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    media_type TEXT NOT NULL,
    printer TEXT NOT NULL,
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
  CREATE TABLE used_nonce (nonce TEXT PRIMARY KEY, job TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX job_unsettled ON job (number) WHERE settled_at IS NULL;
  CREATE INDEX job_unreported ON job (number) WHERE settled_at IS NOT NULL AND reported_at IS NULL;
  INSERT INTO job (job, document, media_type, printer, expires_at, state, device_job, intent_at)
    VALUES ('7c0f5e1a-0000-4000-8000-00000000000a', '${'a'.repeat(64)}', 'application/pdf', 'page', 2000, 'sent', '7', 1000);
`;

it('opens a file of the first release, and keeps what stands in it', () => {
  const old = mkdtempSync(join(tmpdir(), 'spool-old-'));
  onTestFinished(() => rmSync(old, { recursive: true }));
  const first = new DatabaseSync(join(old, 'spool.db'));
  first.exec(FIRST_SCHEMA);
  first.close();
  for (const opening of ['first', 'second']) {
    const opened = openSpoolDatabase(old);
    const jobs = new Spool(opened);
    expect(jobs.unsettled(), opening).toMatchObject([{ state: 'sent', deviceJob: '7', pages: 1 }]);
    const three = order({ pages: 3 });
    jobs.accept(three);
    expect(jobs.find(three.job)).toMatchObject({ state: 'queued', pages: 3 });
    jobs.settle(three.job, 'not_printed', 'order_expired');
    opened.close();
  }
});
