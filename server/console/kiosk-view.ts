/** From what the server knows of a kiosk to the sentences about it. Pure: the clock is a parameter. */
import type { Fleet } from '#server/contract/fleet.ts';
import { readingInWords } from './reading-words.ts';
import { suppliesInWords } from './supply-words.ts';
import {
  type DeviceName,
  LOST_NEXT,
  type Mood,
  NAMES,
  NEVER_SEEN,
  scannerStateOf,
  stateOf,
  type Trouble,
  troubleOf,
  UNCERTAIN_NEXT,
} from './words.ts';

const UNKNOWN: Line = { mood: 'none', says: '还不知道', why: '' };
const ALL_UNKNOWN = { reader: UNKNOWN, scanner: UNKNOWN, page: UNKNOWN, slip: UNKNOWN };

/** Some missed heartbeats in a row: one lost packet is no alarm. */
export const LOST_AFTER_MS = 90_000;
const DEVICE_ORDER = ['reader', 'scanner', 'page', 'slip'] as const;
const URGENCY = { bad: 3, off: 2, warn: 1, ok: 0 } as const satisfies Record<Mood, number>;

type Kiosk = Fleet['kiosks'][number];
type Device = NonNullable<Kiosk['reader']>;

export interface Line {
  readonly mood: Mood | 'none';
  readonly says: string;
  /** Smaller, below. */
  readonly why: string;
}

export interface Act {
  readonly mood: Mood;
  readonly what: string;
  readonly next: string;
}

export interface KioskView {
  readonly id: string;
  readonly name: string;
  readonly whole: Line;
  readonly devices: Readonly<Record<DeviceName, Line>>;
  /** Empty when nothing is known of one. */
  readonly lastReading: string;
  /** Empty when a printer gives no figure. */
  readonly supplies: Readonly<Record<'page' | 'slip', string>>;
  readonly jobs: Kiosk['jobsToday'];
  /** What somebody should do, the most urgent first. */
  readonly acts: readonly Act[];
}

export function viewOf(kiosk: Kiosk, nowMs: number): KioskView {
  const troubles = troublesOf(kiosk);
  const link = linkOf(kiosk, nowMs);
  const isLost = link.mood === 'off';
  const wrong = isLost ? [] : DEVICE_ORDER.flatMap((name) => troubles[name].filter(isWrong).map(named(name)));
  const uncertain = uncertainOf(kiosk);
  const acts = [...(isLost ? [lostAct(kiosk, link)] : []), ...wrong, ...uncertain].sort(byUrgency);
  const worst = acts[0];
  return {
    id: kiosk.id,
    name: kiosk.name,
    whole: isLost || worst === undefined ? link : { mood: worst.mood, says: worst.what, why: link.why },
    devices:
      kiosk.lastSeenAt === null
        ? ALL_UNKNOWN
        : {
            reader: lineOf(troubles.reader, isLost),
            scanner: lineOf(troubles.scanner, isLost),
            page: lineOf(troubles.page, isLost),
            slip: lineOf(troubles.slip, isLost),
          },
    lastReading: readingInWords(kiosk.reader?.lastReading),
    supplies: {
      page: suppliesInWords(kiosk.printers?.page?.supplies),
      slip: suppliesInWords(kiosk.printers?.slip?.supplies),
    },
    jobs: kiosk.jobsToday,
    acts,
  };
}

/** The acts of all kiosks in one list, the most urgent first. */
export function actsOf(views: readonly KioskView[]): Act[] {
  const acts = views.flatMap(({ name, acts }) =>
    acts.map((act) => ({ ...act, what: `${name}：${act.what}` })),
  );
  return acts.sort(byUrgency);
}

function byUrgency(a: Act, b: Act): number {
  return URGENCY[b.mood] - URGENCY[a.mood];
}

function linkOf({ lastSeenAt }: Kiosk, nowMs: number): Line & { mood: Mood } {
  if (lastSeenAt === null) return { mood: 'off', says: NEVER_SEEN.says, why: '登记了，还没有消息' };
  const silentMs = nowMs - Date.parse(lastSeenAt);
  const at = clock(lastSeenAt);
  if (silentMs <= LOST_AFTER_MS) return { mood: 'ok', says: '好的', why: `连着，${at} 刚有消息` };
  return { mood: 'off', says: '断了', why: `${at} 起没有消息，${span(silentMs)}` };
}

function lostAct({ lastSeenAt }: Kiosk, { why }: Line): Act {
  if (lastSeenAt === null) return { mood: 'off', what: NEVER_SEEN.says, next: NEVER_SEEN.next };
  return { mood: 'off', what: `断了，${why}`, next: LOST_NEXT };
}

function uncertainOf({ uncertainCopies }: Kiosk): Act[] {
  if (uncertainCopies === 0) return [];
  return [{ mood: 'warn', what: `${uncertainCopies} 份证明不知道打出来没有`, next: UNCERTAIN_NEXT }];
}

function troublesOf({ reader, scanner, printers }: Kiosk): Record<DeviceName, Trouble[]> {
  return {
    reader: troublesOfDevice('reader', reader),
    scanner: scanner ? [scannerStateOf(scanner.state)] : [],
    page: troublesOfDevice('page', printers?.page ?? null),
    slip: troublesOfDevice('slip', printers?.slip ?? null),
  };
}

/** Named troubles say more than the state they put the device in. Empty: there is no such device. */
function troublesOfDevice(name: Exclude<DeviceName, 'scanner'>, device: Device | null): Trouble[] {
  if (device === null) return [];
  const troubles = device.conditions.map((code) => troubleOf(name, code));
  return troubles.length > 0 ? troubles : [stateOf(device.state)];
}

function lineOf(troubles: readonly Trouble[], isLost: boolean): Line {
  const [first] = troubles;
  if (first === undefined) return { mood: 'none', says: '没有装', why: '' };
  const says = troubles.map((trouble) => trouble.says).join('，');
  if (isLost) return { mood: 'off', says: `上次：${says}`, why: '' };
  return { mood: first.mood, says, why: troubles.map(({ next }) => next).find((next) => next !== '') ?? '' };
}

const isWrong = ({ mood }: Trouble): boolean => mood !== 'ok';
const named =
  (name: DeviceName) =>
  ({ mood, says, next }: Trouble): Act => ({ mood, what: `${NAMES[name]}${says}`, next });

const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 14:05 */
export function clock(at: string | number): string {
  return clockFormat.format(new Date(at));
}

function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${Math.max(1, minutes)} 分钟了`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时了`;
  return `${Math.floor(minutes / (24 * 60))} 天了`;
}
