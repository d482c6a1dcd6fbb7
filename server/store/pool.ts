import pg from 'pg';

const MAX_CONNECTIONS = 10;
const CONNECT_WITHIN_MS = 5000;

/** PostgreSQL's own type numbers (pg_type.oid). */
const INT8 = 20;
const DATE = 1082;

/**
 * How column values reach us: `bigint` as a number (ours stay far below 2^53), `date` as the civil date it is
 * (a Date object would shift it by the time zone), the rest as pg reads it.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return String;
    return pg.types.getTypeParser(oid, format);
  },
};

const connection = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_WITHIN_MS,
  application_name: 'linli',
  types,
});

/** A pool on `url`. A connection that breaks is dropped; the query that runs on it or needs one meets the fault. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ ...connection(url), max: MAX_CONNECTIONS });
  pool.on('error', () => {});
  // The pool listens to idle connections only; one that breaks in the middle of a query would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** What a `Lane` reads through. */
export const laneClient = (url: string): pg.Client => new pg.Client({ ...connection(url), pipeline: true });
