/**
 * One visit, from a laid-down card to a taken paper. Pure: no clock, no socket, no randomness.
 * docs/screen.md draws the states. What never happens: two visits for one laying of a card, an order sent twice,
 * an answer to an old question changing anything.
 */
import { answered } from './visit/answers/answered.ts';
import { brokenOff, inquiryAnswered } from './visit/answers/inquiries.ts';
import { slipAnswered } from './visit/answers/slips.ts';
import type { Effect, Step, VisitEvent } from './visit/event.ts';
import { heard } from './visit/heard.ts';
import { photoTold, withoutOldPhoto } from './visit/photo.ts';
import { paperChecked, scanned } from './visit/scans.ts';
import type { Askable, At, Pause, State } from './visit/state.ts';
import { tapped } from './visit/taps/tapped.ts';
import { timeUp } from './visit/time/time-up.ts';
import { timerEffects } from './visit/time/timers.ts';
import { isWatched } from './visit/time/watched.ts';
import { attended, behind, stay, to } from './visit/to.ts';

export function next(state: State, event: VisitEvent): Step {
  const { state: arrived, effects } = respond(state, event);
  const moved = arrived.at !== state.at;
  const after = withoutOldPhoto(moved && arrived.help ? { ...arrived, help: false } : arrived);
  const rest: Effect[] = moved && after.at === 'idle' ? [{ type: 'send', message: { type: 'begin' } }] : [];
  return {
    state: after,
    effects: [
      ...effects,
      ...rest,
      ...brokenOff(state, after),
      ...timerEffects(state, after, event.type === 'touched'),
    ],
  };
}

function respond(state: State, event: VisitEvent): Step {
  switch (event.type) {
    case 'touched':
      return stay(attended(state));
    case 'snapshot':
    case 'visit_opened':
    case 'visit_refused':
    case 'issued':
    case 'not_issued':
      return behindTheQuestion(state, (shown) =>
        event.type === 'snapshot' ? heard(shown, event.snapshot) : answered(shown, event),
      );
    case 'slip_issued':
    case 'slip_not_issued':
      return behindTheQuestion(state, (shown) => slipAnswered(shown, event));
    case 'told':
    case 'not_told':
      return stay(inquiryAnswered(state, event));
    case 'scanned':
      return scanned(state, event.code);
    case 'paper_checked':
      return stay(paperChecked(state, event));
    case 'photo':
      return stay(photoTold(state, event.photo));
    case 'agent_lost':
      return lost(state);
    case 'page_incomplete':
      return afresh(state, 'page_incomplete');
    case 'time_up':
      return timeUp(state, event.timer);
    default:
      return tapped(state, event);
  }
}

/** News reach the screen behind "are you still there?"; what leads on from it needs no answer any more. */
function behindTheQuestion(state: State, hear: (shown: State) => Step): Step {
  if (state.at !== 'ask-still') return hear(state);
  const { state: shown, effects } = hear(behind(state));
  if (shown.at !== state.from.at || !isAskable(shown)) return { state: shown, effects };
  return {
    state: to(shown, { at: 'ask-still', from: shown, secondsLeft: state.secondsLeft }),
    effects,
  };
}

const ASKABLE: ReadonlySet<At> = new Set<At>(['fault', 'printing', 'slip']);
const isAskable = (state: State): state is Askable => isWatched(state) || ASKABLE.has(state.at);

function lost(state: State): Step {
  const shown = state.at === 'ask-still' ? state.from : state;
  return afresh(state, mayHavePaper(shown) ? 'agent_lost_with_paper' : 'agent_lost');
}

function afresh(state: State, why: Pause): Step {
  if (state.at === 'done' || (state.at === 'paused' && state.leaving)) return stay(state);
  return stay(to(state, { at: 'paused', why, leaving: false }));
}

function mayHavePaper(state: State): boolean {
  if (state.at === 'printing') return state.issued !== undefined;
  return state.at === 'take' || (state.at === 'fault' && state.remedy.kind === 'look');
}
