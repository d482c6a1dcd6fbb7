/** What a page printer tells of toner and paper that is left. Levels of 0 to 100; -1, -2 and -3 tell no figure. */
import type { Supply } from '../../contract.ts';
import { numbersOf, stringsOf, textsOf } from '../wire/attributes.ts';
import type { Attributes } from '../wire/codec.ts';
import { a4In } from './media.ts';

/** Printer MIB (RFC 3805) PrtMarkerSuppliesTypeTC, as CUPS spells it and, without hyphens, as PWG 5100.13 does. */
const KINDS: Readonly<Record<string, Supply['kind']>> = {
  toner: 'toner',
  tonercartridge: 'toner',
  ink: 'toner',
  inkcartridge: 'toner',
  opc: 'drum',
  wastetoner: 'waste',
  wasteink: 'waste',
};

const LEVEL_SOME = -3;

export function suppliesIn(printer: Attributes): Supply[] {
  const markers = markersIn(printer);
  return [...paperIn(printer), ...(markers.length > 0 ? markers : partsIn(printer))];
}

/** The trays, and that none of them holds the paper that we need. */
function paperIn(printer: Attributes): Supply[] {
  const trays = traysIn(printer);
  return a4In(printer) === 'missing' ? [...trays, { kind: 'paper', name: 'A4', percent: 0 }] : trays;
}

/** CUPS: three lists side by side. A level without a type is of no use to anybody. */
function markersIn(printer: Attributes): Supply[] {
  const names = stringsOf(printer, 'marker-names');
  const types = stringsOf(printer, 'marker-types');
  return numbersOf(printer, 'marker-levels').flatMap((level, at) => {
    const kind = kindOf(types[at]);
    // CUPS counts how full a waste bin is, others what room it has.
    const percent = kind === 'waste' ? null : percentOf(level, 100);
    return kind ? [{ kind, name: nameOf(names[at]) || kind, percent }] : [];
  });
}

/** PWG 5100.13: `index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=75;…` */
function partsIn(printer: Attributes): Supply[] {
  const names = stringsOf(printer, 'printer-supply-description');
  return textsOf(printer, 'printer-supply').flatMap((text, at) => {
    const fields = fieldsOf(text);
    const kind = kindOf(fields.get('type'));
    return kind ? [{ kind, name: nameOf(names[at]) || kind, percent: percentIn(fields) }] : [];
  });
}

/** PWG 5100.13: `type=sheetFeedAutoRemovableTray;maxcapacity=250;level=100;status=0;name=main;…` Slots know no level. */
function traysIn(printer: Attributes): Supply[] {
  return textsOf(printer, 'printer-input-tray').flatMap((text, at) => {
    const fields = fieldsOf(text);
    const level = Number(fields.get('level') ?? Number.NaN);
    if (!(level >= 0 || level === LEVEL_SOME)) return [];
    const name = nameOf(fields.get('name')) || `${at + 1}`;
    return [{ kind: 'paper' as const, name, percent: percentIn(fields) }];
  });
}

function kindOf(type: string | undefined): Supply['kind'] | undefined {
  const key = type?.replaceAll('-', '').toLowerCase() ?? '';
  return Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
}

/** Octet strings may be filled up with NULs, which no text in a database may hold. */
function nameOf(told = ''): string {
  return told.replaceAll(/\p{Cc}/gu, '').trim();
}

function fieldsOf(text: string): Map<string, string> {
  return new Map(
    text.split(';').map((field): [string, string] => {
      const [key = '', value = ''] = field.split('=', 2);
      return [key.trim().toLowerCase(), value];
    }),
  );
}

function percentIn(fields: ReadonlyMap<string, string>): number | null {
  return percentOf(
    Number(fields.get('level') ?? Number.NaN),
    Number(fields.get('maxcapacity') ?? Number.NaN),
  );
}

function percentOf(level: number, capacity: number): number | null {
  if (!(level >= 0 && capacity > 0)) return null;
  return Math.min(100, Math.round((100 * level) / capacity));
}
