import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
