/** Which timers run is a function of the state alone; the reducer only tells what changed. */
import {
  BLOCKED_MS,
  CARD_FAULT_MS,
  CHECKING_MS,
  CHECKING_SLOW_MS,
  DONE_CARD_MS,
  DONE_MS,
  DONE_OFF_MS,
  IDLE_LARGE_MS,
  IDLE_MS,
  LIFTED_MS,
  LIFTED_READING_MS,
  NOTICE_MS,
  PAPER_CHECK_MS,
  PAPER_MS,
  PRINTING_MS,
  READING_MS,
  RELOAD_AFTER_READING_MS,
  RELOAD_MS,
  RETRY_MS,
  SLIP_MS,
  TAKE_CARD_MS,
  TAKE_MS,
} from '../../timing.ts';
import type { Effect, Timer } from '../event.ts';
import { holdOf, isCardForgotten, isCardLifted, isCardLying, jobOf } from '../machine.ts';
import { isToBeCompared } from '../scans.ts';
import type { Pause, State, While } from '../state.ts';
import { isMuchToRead, isWatched } from './watched.ts';

interface Running {
  /** A timer whose key stays the same goes on running. */
  readonly key: string;
  readonly afterMs: number;
  /** Any touch winds it up again. */
  readonly touch?: boolean;
}

const SECOND_MS = 1000;
const RELOAD_AFTER_MS: Partial<Record<Pause, number>> = {
  page_incomplete: RELOAD_MS,
  agent_lost: RELOAD_MS,
  agent_lost_with_paper: RELOAD_AFTER_READING_MS,
};

export function timerEffects(before: State, after: State, isTouched: boolean): Effect[] {
  return [
    ...changes('screen', screenTimer(before), screenTimer(after), isTouched),
    ...changes('lifted', liftedTimer(before), liftedTimer(after), false),
  ];
}

function changes(
  timer: Timer,
  before: Running | undefined,
  after: Running | undefined,
  isTouched: boolean,
): Effect[] {
  if (after === undefined) return before === undefined ? [] : [{ type: 'stop_timer', timer }];
  if (before?.key === after.key && !(isTouched && after.touch)) return [];
  return [{ type: 'start_timer', timer, afterMs: after.afterMs }];
}

function screenTimer(state: State): Running | undefined {
  if (isWatched(state)) return idleTimer(state);
  switch (state.at) {
    case 'idle':
      return state.large || state.help ? idleTimer(state) : undefined;
    case 'scanned':
      return scannedTimer(state);
    case 'reading':
      return state.resting
        ? { key: `reading-rest-${state.tries}`, afterMs: RETRY_MS }
        : { key: `reading-${state.tries}-${state.assertion ?? ''}`, afterMs: READING_MS };
    case 'checking':
      return {
        key: `checking-${state.id}-${state.isSlow}`,
        afterMs: state.isSlow ? CHECKING_MS : CHECKING_SLOW_MS,
      };
    case 'printing':
      return printingTimer(state);
    case 'slip':
      return slipTimer(state);
    case 'take':
      return { key: `take-${state.reminded}`, afterMs: state.reminded ? TAKE_CARD_MS : TAKE_MS };
    case 'done':
      return state.leaving ? undefined : goodbyeTimer(state);
    case 'ask-still':
      return { key: `still-${state.secondsLeft}`, afterMs: SECOND_MS };
    case 'fault':
      if (state.remedy.kind !== 'lay_again') return idleTimer(state);
      return isCardOnPlate(state) ? undefined : { key: `fault-${state.trouble}`, afterMs: CARD_FAULT_MS };
    case 'paused':
      return state.leaving ? undefined : pausedTimer(state);
    default:
      return state satisfies never;
  }
}

function idleTimer(state: State): Running {
  const key = `idle-${state.at}-${state.large}`;
  return { key, afterMs: state.large ? IDLE_LARGE_MS : IDLE_MS, touch: true };
}

function scannedTimer({ digits, verdict }: While<'scanned'>): Running {
  if (verdict === undefined) return { key: `checking-${digits}`, afterMs: PAPER_CHECK_MS };
  const afterMs = isToBeCompared(verdict) ? PAPER_MS : NOTICE_MS;
  return { key: `scanned-${digits}-${verdict.kind}`, afterMs, touch: true };
}

function printingTimer(state: While<'printing'>): Running {
  if (state.resting) return { key: `printing-rest-${state.tries}`, afterMs: RETRY_MS };
  const hold = holdOf(state);
  if (hold !== undefined) return { key: `held-${hold}`, afterMs: BLOCKED_MS, touch: true };
  const news = jobOf(state.machine, state.issued, state.offer.printer)?.state ?? '';
  return { key: `printing-${state.tries}-${state.issued?.copy ?? ''}-${news}`, afterMs: PRINTING_MS };
}

function slipTimer(state: While<'slip'>): Running {
  if (state.resting) return { key: `slip-rest-${state.tries}`, afterMs: RETRY_MS };
  const hold = holdOf(state);
  if (hold !== undefined) return { key: `held-${hold}`, afterMs: BLOCKED_MS, touch: true };
  const news = jobOf(state.machine, state.issued, 'slip')?.state ?? '';
  return { key: `slip-${state.tries}-${state.issued === undefined}-${news}`, afterMs: SLIP_MS };
}

function pausedTimer({ why }: While<'paused'>): Running | undefined {
  const afterMs = RELOAD_AFTER_MS[why];
  return afterMs === undefined ? undefined : { key: why, afterMs };
}

/** Such a pause does not heal by itself: the page is loaded afresh. */
export function endsInReload(why: Pause): boolean {
  return RELOAD_AFTER_MS[why] !== undefined;
}

function goodbyeTimer(state: While<'done'>): Running {
  if (isCardLying(state)) return { key: 'done-card', afterMs: DONE_CARD_MS };
  return { key: 'done', afterMs: state.paper === 'called_off' ? DONE_OFF_MS : DONE_MS };
}

function liftedTimer(state: State): Running | undefined {
  if (!isWatched(state) && state.at !== 'checking') return undefined;
  if (!isCardLifted(state)) return undefined;
  const isMuch = state.at !== 'checking' && isMuchToRead(state);
  return { key: `lifted-${state.at}`, afterMs: isMuch ? LIFTED_READING_MS : LIFTED_MS };
}

function isCardOnPlate(state: State): boolean {
  const card = state.machine?.card;
  if (isCardForgotten(state)) return false;
  return isCardLying(state) || (card?.state === 'failed' && card.lying);
}
