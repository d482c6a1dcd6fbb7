import { parse } from 'valibot';
import type { Fleet } from '#server/contract/fleet.ts';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import { kioskId } from '#server/contract/words.ts';
import { chinaDay, chinaMidnightMs } from '../rules/civil-date.ts';
import type { Db } from '../store/database.ts';
import type { PrintJobState } from '../store/tables.ts';

/** Every enrolled kiosk with its last word and its day's work. */
export async function readFleet(db: Db, now = Date.now()): Promise<Fleet> {
  const [kiosks, jobs, uncertain] = await Promise.all([
    enrolledKiosks(db),
    jobsSince(db, new Date(chinaMidnightMs(chinaDay(now)))),
    uncertainCopies(db),
  ]);
  return {
    kiosks: kiosks.map(({ id, name, last_seen_at: seen, state }) => ({
      id: parse(kioskId, id),
      name,
      lastSeenAt: seen?.toISOString() ?? null,
      reader: state?.reader ?? null,
      scanner: state?.scanner ?? null,
      printers: state?.printers ?? null,
      jobsToday: countsOf(jobs.filter((job) => job.kiosk === id && !isWithoutPrinter(job, state))),
      uncertainCopies: uncertain.find((row) => row.kiosk === id)?.jobs ?? 0,
    })),
  };
}

interface JobCount {
  readonly kiosk: string;
  readonly printer: 'page' | 'slip';
  readonly state: PrintJobState;
  readonly jobs: number;
}

/** Every certificate has a receipt ordered with it; a kiosk that has no slip printer never prints it, and owes nobody one. */
function isWithoutPrinter({ printer, state }: JobCount, kiosk: Heartbeat | null): boolean {
  return state === 'ordered' && kiosk !== null && kiosk.printers[printer] === null;
}

function countsOf(jobs: readonly JobCount[]): Record<PrintJobState, number> {
  const counts = { ordered: 0, done: 0, not_printed: 0, uncertain: 0 };
  for (const { state, jobs: count } of jobs) counts[state] += count;
  return counts;
}

const enrolledKiosks = (db: Db) =>
  db
    .selectFrom('kiosk')
    .select(['id', 'name', 'last_seen_at', 'state'])
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();

const jobsSince = (db: Db, since: Date): Promise<JobCount[]> =>
  db
    .selectFrom('print_job')
    .select((select) => ['kiosk', 'printer', 'state', select.fn.countAll<number>().as('jobs')])
    .where('ordered_at', '>=', since)
    .groupBy(['kiosk', 'printer', 'state'])
    .execute();

/** Those that nobody has said anything about yet. */
const uncertainCopies = (db: Db) =>
  db
    .selectFrom('print_job')
    .leftJoin('copy_witness', 'copy_witness.copy', 'print_job.copy')
    .select((select) => ['kiosk', select.fn.countAll<number>().as('jobs')])
    .where('state', '=', 'uncertain')
    .where('print_job.copy', 'is not', null)
    .where('came', 'is', null)
    .groupBy('kiosk')
    .execute();
