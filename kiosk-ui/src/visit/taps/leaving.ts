/** Going back, and going away. */

import { slipOver } from '../answers/slips.ts';
import { holdOf, isCardLying } from '../machine.ts';
import type { State, While } from '../state.ts';
import { isWatched } from '../time/watched.ts';
import { behind, to } from '../to.ts';
import { questionBefore } from './choosing.ts';

export function back(state: State): State {
  switch (state.at) {
    case 'question':
      return questionBefore(state);
    case 'confirm':
    case 'no':
    case 'answer':
    case 'meanwhile':
    case 'checking':
      return to(state, { ...state.from, session: state.session });
    case 'proof':
      return to(state, { at: 'proofs', session: state.session, page: state.page });
    case 'domain':
    case 'matches':
    case 'matches-wish':
    case 'proofs':
    case 'ledger':
      return to(state, { at: 'home', session: state.session });
    case 'slip':
      return holdOf(state) === undefined ? state : slipOver(state, 'failed');
    case 'fault':
      return fromFault(state);
    case 'scanned':
      return to(state, { at: 'idle' });
    case 'take':
      return isCardLying(state) ? to(state, { at: 'home', session: state.session }) : state;
    default:
      return state;
  }
}

function fromFault(state: While<'fault'>): State {
  const { remedy } = state;
  switch (remedy.kind) {
    case 'staff':
      return to(state, { at: 'home', session: remedy.session });
    case 'check_again':
      return to(state, { ...remedy.checking.from, session: remedy.checking.session });
    case 'look': {
      const { session } = remedy.printing;
      return remedy.visit === 'earlier' ? to(state, { at: 'home', session }) : state;
    }
    default:
      return state;
  }
}

/** A paper that is coming out is waited for; one that is stuck may be left, and the agent calls it off. */
export function finished(state: State): State {
  if (isWatched(state)) return to(state, { at: 'done', paper: 'none', leaving: false });
  switch (state.at) {
    case 'checking':
      return to(state, { at: 'done', paper: 'none', leaving: false });
    case 'take':
      return to(state, { at: 'done', paper: 'taken', leaving: false });
    case 'fault':
      return state.remedy.kind === 'lay_again'
        ? state
        : to(state, { at: 'done', paper: 'none', leaving: false });
    case 'printing':
    case 'slip':
      return holdOf(state) === undefined
        ? state
        : to(state, { at: 'done', paper: 'called_off', leaving: false });
    case 'ask-still':
      return finished(behind(state));
    default:
      return state;
  }
}
