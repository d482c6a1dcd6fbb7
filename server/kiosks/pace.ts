/** 一分钟办结: from the card read to the paper seen coming out, by service. Nothing about people. */
import { sql } from 'kysely';
import type { Pace } from '#server/contract/pace.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Db } from '../store/database.ts';

const PACE_DAYS = 30;
const DAY_MS = 86_400_000;

interface Row {
  /** Null for all together. */
  readonly service: string | null;
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
}

/** First copies and slips whose printer showed that they came out; clocks that run backwards are left out. */
export async function readPace(db: Db, titleOf: (service: string) => Localised, now: number): Promise<Pace> {
  const since = new Date(now - PACE_DAYS * DAY_MS);
  const { rows } = await sql<Row>`
    with paper as (
      select certificate.service, visit, settled_at
        from certificate_copy
        join certificate on certificate.id = certificate_copy.certificate
        join print_job on print_job.copy = certificate_copy.id
       where certificate_copy.copy = 1 and print_job.state = 'done' and issued_at >= ${since}
      union all
      select notice.service, visit, settled_at
        from notice
        join print_job on print_job.job = notice.job
       where notice.service is not null and print_job.state = 'done' and created_at >= ${since}
    ), run as (
      select paper.service, extract(epoch from settled_at - coalesce(card_read_at, opened_at)) as seconds
        from paper join visit on visit.id = paper.visit
    )
    select service, count(*)::int as runs,
           (percentile_cont(0.5) within group (order by seconds))::float8 as median,
           (percentile_cont(0.95) within group (order by seconds))::float8 as p95
      from run where seconds >= 0
     group by grouping sets ((service), ())
     order by service`.execute(db);
  const all = rows.find(({ service }) => service === null);
  return {
    days: PACE_DAYS,
    all:
      all === undefined || all.runs === 0
        ? { runs: 0, medianSeconds: null, p95Seconds: null }
        : figuresOf(all),
    services: rows.flatMap((row) =>
      row.service === null ? [] : [{ service: row.service, title: titleOf(row.service), ...figuresOf(row) }],
    ),
  };
}

const figuresOf = ({ runs, median, p95 }: Row) => ({ runs, medianSeconds: median, p95Seconds: p95 });
