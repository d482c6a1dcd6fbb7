/** What cannot be had at this machine now, why, and which machine can: a silent department or an empty tray closes only what needs it. */
import type { Offer } from '#server/contract/decisions.ts';
import type { Heartbeat } from '#server/contract/kiosks.ts';
import type { Office } from '../certificates/issue.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { type Place, placesByDistance } from '../kiosks/nearest.ts';
import type { Condition } from '../rules/judgement.ts';
import type { Db } from '../store/database.ts';
import type { Visit } from './visit.ts';

/** A machine that has not been heard for so long can promise nothing. */
const HEARD_WITHIN_MS = 120_000;
/** Of a printer: paper still comes out. */
const HARMLESS: ReadonlySet<string> = new Set(['paper_low', 'toner_low', 'paper_waiting']);
const WORKING: ReadonlySet<string> = new Set(['ready', 'busy', 'degraded']);

interface Machine extends Place {
  readonly state: Heartbeat | null;
  readonly last_seen_at: Date | null;
}

/** How an offer is closed at a kiosk; looked up once for all offers, and the other machines only where this one cannot print. `now`: ms since 1970. */
export async function closingAt(
  { db, departments }: Pick<Office, 'db' | 'departments'>,
  { kiosk, machine }: Pick<Visit, 'kiosk' | 'machine'>,
  now: number,
): Promise<(definition: Definition, offer: Offer) => Offer> {
  const down = departments.down();
  const isStopped = machine !== null && !prints(machine);
  const nearest = isStopped ? nearestTo(kiosk, await machines(db), now) : undefined;
  return (definition, offer) => {
    if (offer.decision.result === 'no') return offer;
    if (isStopped && offer.printer === 'page') {
      return { ...offer, closed: { ...NO_PAPER, ...(nearest === undefined ? {} : { nearest }) } };
    }
    const silent = [...silentSources(definition, down)].flatMap((source) => definition.departmentOf(source));
    const [department] = silent;
    if (department === undefined || offer.decision.result === 'yes') return offer;
    const text = {
      zh: `${department.zh}那边暂时连不上`,
      en: `${department.en ?? department.zh} cannot be reached now`,
    };
    return { ...offer, closed: { by: 'department', text } };
  };
}

const NO_PAPER = {
  by: 'printer' as const,
  text: {
    zh: '这台机器现在打不了 A4 纸，请找工作人员',
    en: 'This machine cannot print on A4 paper now; please ask the staff',
  },
};

/** Sources that are down and of which at least one fact the answer cannot do without hangs on them alone. */
function silentSources({ condition, facts, told }: Definition, down: ReadonlySet<string>): Set<string> {
  const needed = [...told, ...neededFacts(condition)];
  return new Set(
    needed.flatMap((name) => {
      const sources = facts.get(name)?.sources ?? [];
      return sources.length > 0 && sources.every((source) => down.has(source)) ? sources : [];
    }),
  );
}

/** Of several ways one may still be open, so only what all need counts. */
function neededFacts(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'leaf':
      return [condition.leaf.fact];
    case 'all':
    case 'not':
      return condition.of.flatMap(neededFacts);
    case 'any':
      return condition.of.length === 1 ? condition.of.flatMap(neededFacts) : [];
    default:
      return condition satisfies never;
  }
}

function prints({ printers: { page } }: Heartbeat): boolean {
  return page !== null && WORKING.has(page.state) && page.conditions.every((each) => HARMLESS.has(each));
}

/** Nobody walks to a machine that would not know them there. */
function serves(state: Heartbeat): boolean {
  return WORKING.has(state.reader.state) && prints(state);
}

function nearestTo(kiosk: string, all: readonly Machine[], now: number) {
  const own = all.find(({ id }) => id === kiosk);
  const able = all.filter(
    ({ id, state, last_seen_at: seen }) =>
      id !== kiosk &&
      state !== null &&
      serves(state) &&
      seen !== null &&
      Math.abs(now - seen.getTime()) < HEARD_WITHIN_MS, // later than now: our clock was set back
  );
  const [nearest] = own === undefined ? able : placesByDistance(own, able);
  if (nearest === undefined) return undefined;
  const where = nearest.address === null ? nearest.name : `${nearest.name}（${nearest.address}）`;
  return { zh: `可以去${where}`, en: `Please use ${where}` };
}

/** Enrolled ones, by name. */
function machines(db: Db): Promise<Machine[]> {
  return db
    .selectFrom('kiosk')
    .select(['id', 'name', 'address', 'longitude', 'latitude', 'state', 'last_seen_at'])
    .where('revoked_at', 'is', null)
    .orderBy('name')
    .execute();
}
