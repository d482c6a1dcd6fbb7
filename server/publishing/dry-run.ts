/** A change of rules tried on the whole register before it counts: who would gain, who would lose. Nothing is written. */
import type { Definition } from '../definitions/definition-file.ts';
import type { Keyring } from '../keys/keyring.ts';
import { addDays, type CivilDate } from '../rules/civil-date.ts';
import { decide } from '../rules/decision.ts';
import { changeDays, type Settings } from '../rules/parameters.ts';
import type { Db } from '../store/database.ts';
import { CHANGES, type Change, type Changes, changeOf } from './changes.ts';
import { type Registrant, registrantOf } from './register-sources.ts';

/** One service before and after; a service that is new, or that ends, is missing on one side. */
export interface Pair {
  readonly service: string;
  readonly before: Definition | undefined;
  readonly after: Definition | undefined;
}

export interface Affected {
  readonly service: string;
  readonly on: CivilDate;
  readonly change: Change;
  readonly maskedName: string;
  readonly lastFour: string;
  readonly household: string | null;
}

const BATCH_ROWS = 500;
/** Sources that answer without anybody being asked. */
const AT_HAND: ReadonlySet<string> = new Set(['card', 'register.residence', 'calendar']);

/**
 * Every resident of the register, before and after, today and on each later day on which one of the two changes. The
 * rows are read in pages by id, so the whole register is never in memory.
 */
export async function* dryRun(
  { db, keyring }: { readonly db: Db; readonly keyring: Keyring },
  pairs: readonly Pair[],
  settings: Settings,
  today: CivilDate,
): AsyncGenerator<Affected> {
  let after: string | undefined;
  for (;;) {
    const rows = await db
      .selectFrom('resident')
      .selectAll()
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(BATCH_ROWS)
      .execute();
    for (const row of rows) yield* affected(registrantOf(row, keyring), pairs, settings, today);
    after = rows.at(-1)?.id;
    if (rows.length < BATCH_ROWS) return;
  }
}

export function countChanges(affected: readonly Affected[]): Changes {
  const count = (change: Change): number => affected.filter((each) => each.change === change).length;
  const [gains, mayGain, mayLose, loses] = CHANGES.map(count);
  return { gains: gains ?? 0, may_gain: mayGain ?? 0, may_lose: mayLose ?? 0, loses: loses ?? 0 };
}

async function* affected(
  registrant: Registrant,
  pairs: readonly Pair[],
  settings: Settings,
  today: CivilDate,
): AsyncGenerator<Affected> {
  const { sources, ...who } = registrant;
  for (const { service, before, after } of pairs) {
    for (const on of daysOf(before, after, today)) {
      const [from, to] = await Promise.all(
        [before, after].map((definition) => resultOf(definition, sources, settings, on)),
      );
      const change = changeOf(from ?? 'no', to ?? 'no');
      if (change !== undefined) yield { service, on, change, ...who };
    }
  }
}

/** A service that is not in force refuses everybody. */
async function resultOf(
  definition: Definition | undefined,
  sources: Registrant['sources'],
  settings: Settings,
  today: CivilDate,
) {
  if (definition === undefined || !isEffective(definition, today)) return 'no';
  const withheld = (source: string) => !AT_HAND.has(source);
  const { answer } = await decide({ definition, settings, today, sources, withheld });
  return answer.result;
}

function isEffective({ written: { effective } }: Definition, day: CivilDate): boolean {
  return effective.from <= day && (effective.to === undefined || day <= effective.to);
}

/** Today, and each later day on which either side changes. */
function daysOf(
  before: Definition | undefined,
  after: Definition | undefined,
  today: CivilDate,
): CivilDate[] {
  const days = [before, after].flatMap((definition) => (definition === undefined ? [] : turns(definition)));
  return [...new Set([today, ...days.filter((day) => day > today)])].toSorted();
}

function turns({ params, written: { effective } }: Definition): CivilDate[] {
  const end = effective.to === undefined ? [] : [addDays(effective.to, 1)];
  return [...changeDays(params), effective.from, ...end];
}
