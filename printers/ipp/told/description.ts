/** What a page printer says of itself (RFC 8011 5.4, PWG 5100.9, 5100.13), judged where it can be. */
import { blockingOf, CONDITIONS, type Condition, type Supply } from '../../contract.ts';
import { conditionsOf, PRINTER_STATE } from '../conditions.ts';
import { booleanOf, groupsOf, numberOf, numbersOf, stringOf, stringsOf } from '../wire/attributes.ts';
import { type Attributes, GROUP, type IppMessage } from '../wire/codec.ts';
import { a4In } from './media.ts';
import { suppliesIn } from './supplies.ts';

export interface PrinterDescription {
  /** Undefined is what it did not tell. */
  readonly model: string | undefined;
  /** 3 idle, 4 processing, 5 stopped. */
  readonly state: number | undefined;
  /** Its own keywords, `none` left out. */
  readonly reasons: readonly string[];
  /** What it takes all this together to mean. */
  readonly conditions: readonly Condition[];
  readonly supplies: readonly Supply[];
  readonly a4: 'ready' | 'missing' | 'unknown';
  /** MIME types of documents that it takes. */
  readonly formats: readonly string[];
  /** Numbers of RFC 8011 5.4.15. */
  readonly operations: readonly number[];
  /** When it was switched on, ms since 1970 by our clock, a second too late at most. */
  readonly startedAt: number | undefined;
  /** Set when it is a queue of CUPS, which passes on what it is given. */
  readonly queue: CupsQueue | undefined;
}

export interface CupsQueue {
  /** Where it passes it on to. */
  readonly deviceUri: string | undefined;
  readonly errorPolicy: string | undefined;
}

/** CUPS tells the last three only to who asks for them. */
export const DESCRIBED_BY = [
  'printer-make-and-model',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-up-time',
  'document-format-supported',
  'operations-supported',
  'media-ready',
  'media-col-ready',
  'marker-names',
  'marker-types',
  'marker-levels',
  'printer-supply',
  'printer-supply-description',
  'printer-input-tray',
  'cups-version',
  'device-uri',
  'printer-error-policy',
] as const;

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** `now`: ms since 1970, when the answer came. */
export function descriptionIn(answer: IppMessage, now: number): PrinterDescription {
  const printer: Attributes = groupsOf(answer, GROUP.printer)[0] ?? new Map();
  const reasons = stringsOf(printer, 'printer-state-reasons').filter((reason) => reason !== 'none');
  const queue = queueIn(printer);
  return {
    model: stringOf(printer, 'printer-make-and-model'),
    state: numberOf(printer, 'printer-state'),
    reasons,
    conditions: conditionsIn(printer, reasons),
    supplies: suppliesIn(printer),
    a4: a4In(printer),
    formats: stringsOf(printer, 'document-format-supported'),
    operations: numbersOf(printer, 'operations-supported'),
    startedAt: startIn(printer, now),
    queue,
  };
}

function queueIn(printer: Attributes): CupsQueue | undefined {
  if (!printer.has('cups-version')) return undefined;
  return {
    deviceUri: stringOf(printer, 'device-uri'),
    errorPolicy: stringOf(printer, 'printer-error-policy'),
  };
}

/** A printer at work may well take no second job: that it takes none is only a trouble while it does nothing. */
function conditionsIn(printer: Attributes, reasons: readonly string[]): Condition[] {
  const state = numberOf(printer, 'printer-state');
  const found = conditionsOf(state, reasons);
  const isClosed = booleanOf(printer, 'printer-is-accepting-jobs') === false;
  const isUnsaid = state !== PRINTER_STATE.processing && blockingOf(found).length === 0;
  const all: Condition[] = isClosed && isUnsaid ? [...found, 'device_fault'] : found;
  return CONDITIONS.filter((condition) => all.includes(condition));
}

/** Whose up-time is the clock's own, as that of CUPS, does not tell. */
function startIn(printer: Attributes, now: number): number | undefined {
  const upTimeSeconds = numberOf(printer, 'printer-up-time');
  if (upTimeSeconds === undefined || upTimeSeconds < 0) return undefined;
  const startedAt = now - upTimeSeconds * 1000;
  return startedAt > YEAR_MS ? startedAt : undefined;
}
