/**
 * A queue of CUPS answers like a printer and is none. `completed` there means handed over: CUPS says it as well of a
 * job whose printer was switched off in the middle, counts impressions before paper moves, and keeps the conditions of
 * its last job for ever. So the printer behind it is asked, where it can be.
 */
import { CONDITIONS, type Condition, type Outcome } from '../contract.ts';
import { conditionsOf, PRINTER_STATE } from './conditions.ts';
import type { IppPrinter } from './ipp-printer.ts';
import type { CupsQueue, PrinterDescription } from './told/description.ts';
import { hasEnded, isCounted, type JobReport, verdict } from './told/job-report.ts';

/** What a queue says of itself, not of a printer. */
const OWN_REASONS: ReadonlySet<string> = new Set(['paused', 'moving-to-paused', 'shutdown', 'stopping']);

/** A service of DNS-SD, `Name._ipp._tcp.local`, is no host that could be called. */
const SERVICE_NAME = /\._tcp\./;

/** The address of the printer behind a queue; undefined where it speaks no IPP, or only to CUPS. */
export function addressBehind({ deviceUri }: CupsQueue): string | undefined {
  if (deviceUri === undefined || !URL.canParse(deviceUri)) return undefined;
  const { protocol, host } = new URL(deviceUri);
  // Behind ipps: stands a certificate of the printer's own making, which CUPS has learned to trust and we have not.
  const canBeAsked = protocol === 'ipp:' || protocol === 'http:';
  return canBeAsked && !SERVICE_NAME.test(host) ? deviceUri : undefined;
}

export type PaperPath = Pick<PrinterDescription, 'conditions' | 'supplies' | 'a4'>;

/** The `media-ready` of a queue is made by CUPS, from the country that it is set to. */
const GUESSED = { conditions: [], a4: 'unknown' } as const;

/** The queue with the paper path of the printer behind it, where that can be asked. */
export function describeThrough(
  queue: PrinterDescription,
  behind: PaperPath | undefined,
): PrinterDescription {
  const path = behind ?? { ...GUESSED, supplies: queue.supplies.filter(({ kind }) => kind !== 'paper') };
  const isAtWork = behind === undefined && queue.state === PRINTER_STATE.processing;
  const found = new Set<Condition>([
    ...(isAtWork ? queue.conditions : ownConditions(queue)),
    ...path.conditions,
  ]);
  return { ...queue, ...path, conditions: CONDITIONS.filter((condition) => found.has(condition)) };
}

/** An idle queue knows of paper what was so when it last printed: that is not now. */
function ownConditions({ state, reasons, conditions }: PrinterDescription): readonly Condition[] {
  const own = conditionsOf(
    state,
    reasons.filter((reason) => OWN_REASONS.has(reason)),
  );
  return conditions.includes('device_fault') ? [...own, 'device_fault'] : own;
}

/** Undefined while nobody can say. Throws IppFault when the printer behind does not answer. */
export async function verdictThrough(
  job: JobReport,
  { name, pages }: { name: string; pages: number },
  behind: IppPrinter | undefined,
): Promise<Outcome | undefined> {
  if (!hasEnded(job)) return undefined;
  if (job.hasStarted === false) return { type: 'not_printed', reason: 'taken back before the queue began' };
  if (behind === undefined)
    return { type: 'uncertain', reason: 'the queue handed it over, nobody saw paper' };
  const isNamed = (copy: JobReport) => copy.name === name;
  if ((await behind.jobs('not-completed')).some(isNamed)) return undefined;
  const finished = await behind.jobs('completed');
  const counts = finished.some(isCounted);
  const outcomes = finished.filter(isNamed).map((copy) => verdict(copy, { pages, counts }));
  const [outcome] = [...outcomes.filter((one) => one?.type === 'done'), ...outcomes];
  return outcome ?? { type: 'uncertain', reason: 'the printer behind the queue does not know the job' };
}
