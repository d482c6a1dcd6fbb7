/** What a page printer says of itself, in our words. */
import { CONDITIONS, type Condition } from '../contract.ts';

/** RFC 8011 5.4.12, PWG 5100.9 and what CUPS adds. */
const BY_KEYWORD: Readonly<Record<string, Condition>> = {
  'media-empty': 'paper_out',
  'media-needed': 'paper_out',
  'input-tray-missing': 'paper_out',
  'media-low': 'paper_low',
  'media-jam': 'jam',
  'cover-open': 'cover_open',
  'door-open': 'cover_open',
  'interlock-open': 'cover_open',
  'toner-empty': 'toner_empty',
  'marker-supply-empty': 'toner_empty',
  'toner-low': 'toner_low',
  'marker-supply-low': 'toner_low',
  'output-area-full': 'output_full',
  'fuser-over-temp': 'overheat',
  'fuser-under-temp': 'device_fault',
  'marker-waste-full': 'device_fault',
  'opc-life-over': 'device_fault',
  'developer-empty': 'device_fault',
  paused: 'device_fault',
  shutdown: 'offline',
  offline: 'offline',
};

/** RFC 8011 5.4.11. */
export const PRINTER_STATE = { idle: 3, processing: 4, stopped: 5 } as const;

/**
 * The suffix is no guide: a printer without paper has been seen to say `media-empty-warning` while it stood still, so
 * the keyword judges. Only for a keyword nobody knows does `-error` make a fault.
 */
export function conditionsOf(state: number | undefined, reasons: readonly string[]): Condition[] {
  const found = new Set<Condition>();
  for (const reason of reasons) {
    const keyword = reason.replace(/-(error|warning|report)$/, '');
    const known = Object.hasOwn(BY_KEYWORD, keyword) ? BY_KEYWORD[keyword] : undefined;
    if (known) found.add(known);
    else if (reason.endsWith('-error')) found.add('device_fault');
  }
  if (state === PRINTER_STATE.stopped && found.size === 0) found.add('device_fault');
  return CONDITIONS.filter((condition) => found.has(condition));
}
