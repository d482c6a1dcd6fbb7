/** What it means that a timer has run out, screen by screen. */
import { STILL_SECONDS } from '../../timing.ts';
import { unanswered } from '../answers/inquiries.ts';
import { slipOver } from '../answers/slips.ts';
import type { Step, Timer } from '../event.ts';
import { holdOf, isCardLying } from '../machine.ts';
import type { Askable, State, While } from '../state.ts';
import { printingOf, stay, to } from '../to.ts';
import { endsInReload } from './timers.ts';
import { isWatched } from './watched.ts';

export function timeUp(state: State, timer: Timer): Step {
  if (timer === 'lifted') {
    return stay(isWatched(state) || state.at === 'checking' ? goodbye(state) : state);
  }
  if (isWatched(state)) return stay(question(state));
  switch (state.at) {
    case 'idle':
      return stay({ ...state, large: false, help: false });
    case 'scanned':
      return stay(
        state.verdict === undefined
          ? { ...state, verdict: { kind: 'not_checked' } }
          : to(state, { at: 'idle' }),
      );
    case 'reading':
      return stillReading(state);
    case 'checking':
      return stay(state.isSlow ? unanswered(state) : { ...state, isSlow: true });
    case 'printing':
      return stillPrinting(state);
    case 'slip':
      return stillSlip(state);
    case 'take':
      if (isCardLying(state) && !state.reminded) return stay({ ...state, reminded: true });
      return untouched(state);
    case 'ask-still':
      return stay(counted(state));
    case 'fault':
      return stay(state.remedy.kind === 'lay_again' ? to(state, { at: 'idle' }) : question(state));
    case 'done':
      return state.leaving ? stay(state) : stay({ ...state, leaving: true }, { type: 'wipe' });
    case 'paused':
      return endsInReload(state.why) && !state.leaving
        ? stay({ ...state, leaving: true }, { type: 'wipe' })
        : stay(state);
    default:
      return state satisfies never;
  }
}

/** Nobody touched anything: the paper may lie there still, and the next resident would find it. */
function untouched(state: While<'take'>): Step {
  const done = to(state, { at: 'done', paper: 'taken', leaving: false });
  return state.attended ? stay(done) : stay(done, { type: 'send', message: { type: 'paper_left' } });
}

const goodbye = (state: State): State => to(state, { at: 'done', paper: 'none', leaving: false });

function question(from: Askable): State {
  return to(from, { at: 'ask-still', from, secondsLeft: STILL_SECONDS });
}

function counted(state: While<'ask-still'>): State {
  if (state.secondsLeft > 1) return { ...state, secondsLeft: state.secondsLeft - 1 };
  if (state.from.at !== 'printing' && state.from.at !== 'slip') return goodbye(state);
  return to(state, { at: 'done', paper: 'called_off', leaving: false });
}

function stillReading(state: While<'reading'>): Step {
  if (state.resting && state.assertion !== undefined) {
    return stay({ ...state, resting: false }, { type: 'open_visit', assertion: state.assertion });
  }
  const trouble = state.assertion === undefined ? 'reader_silent' : 'server_unreachable';
  return stay(to(state, { at: 'fault', trouble, remedy: { kind: 'lay_again' } }));
}

function stillPrinting(state: While<'printing'>): Step {
  const { ask, offer, issued } = state;
  if (state.resting) return stay({ ...state, resting: false }, { type: 'ask', ask, service: offer.service });
  if (holdOf(state) !== undefined) return stay(question(state));
  const printing = printingOf(state);
  if (issued === undefined) {
    return stay(
      to(state, { at: 'fault', trouble: 'server_unreachable', remedy: { kind: 'ask_again', printing } }),
    );
  }
  const remedy = { kind: 'look', printing, issued, reason: 'uncertain', visit: 'this' } as const;
  return stay(to(state, { at: 'fault', trouble: 'print_uncertain', remedy }));
}

/** A slip without news is not waited for: what it says can be read on the screen. */
function stillSlip(state: While<'slip'>): Step {
  const { requestId, about } = state;
  if (state.resting) return stay({ ...state, resting: false }, { type: 'ask_slip', requestId, about });
  return stay(holdOf(state) === undefined ? slipOver(state, 'failed') : question(state));
}
