/** What a finger changes. A tap that means nothing on this screen changes nothing. */

import { inquiring } from '../answers/inquiries.ts';
import { slipTapped } from '../answers/slips.ts';
import type { Step, Tap } from '../event.ts';
import type { State, While } from '../state.ts';
import { behind, stay } from '../to.ts';
import { answerChosen, chosen, domainChosen, listChosen, pageTurned, proofChosen } from './choosing.ts';
import { back, finished } from './leaving.ts';
import { asking, itCame, lookAgain, oneMore } from './papers.ts';

export function tapped(state: State, tap: Tap): Step {
  switch (tap.type) {
    case 'back_tapped':
      return stay(back(state));
    case 'finished':
      return stay(finished(state));
    case 'still_here':
      return stay(state.at === 'ask-still' ? behind(state) : state);
    case 'help_tapped':
      return stay({ ...state, help: true });
    case 'help_closed':
      return stay({ ...state, help: false });
    case 'size_tapped':
      return stay({ ...state, large: !state.large });
    case 'purpose_chosen':
    case 'print_tapped':
    case 'copy_tapped':
    case 'unreceived_chosen':
    case 'again_tapped':
    case 'paper_came':
      return forPaper(state, tap);
    default:
      return amongServices(state, tap);
  }
}

type PaperTap = Extract<
  Tap,
  {
    type:
      | 'purpose_chosen'
      | 'print_tapped'
      | 'copy_tapped'
      | 'unreceived_chosen'
      | 'again_tapped'
      | 'paper_came';
  }
>;

function forPaper(state: State, tap: PaperTap): Step {
  switch (tap.type) {
    case 'purpose_chosen':
      return stay(state.at === 'confirm' ? { ...state, purpose: tap.code } : state);
    case 'print_tapped': {
      if (state.at !== 'confirm') return stay(state);
      const { purpose, answers } = state;
      return asking(state, state, { kind: 'certificate', requestId: tap.requestId, purpose, answers });
    }
    case 'copy_tapped':
      return state.at === 'fault' ? oneMore(state, tap.requestId) : stay(state);
    case 'unreceived_chosen':
      return state.at === 'home' ? lookAgain(state, tap.number) : stay(state);
    case 'again_tapped':
      return state.at === 'fault' ? onceMore(state) : stay(state);
    case 'paper_came':
      return state.at === 'fault' ? itCame(state) : stay(state);
    default:
      return tap satisfies never;
  }
}

type ServiceTap = Exclude<
  Tap,
  | PaperTap
  | { type: 'back_tapped' | 'finished' | 'still_here' | 'help_tapped' | 'help_closed' | 'size_tapped' }
>;

function amongServices(state: State, tap: ServiceTap): Step {
  switch (tap.type) {
    case 'chosen':
      return chosen(state, tap.service);
    case 'domain_chosen':
      return stay(state.at === 'home' ? domainChosen(state, tap.domain) : state);
    case 'answer_chosen':
      return state.at === 'question' ? answerChosen(state, tap.code) : stay(state);
    case 'page_turned':
      return stay(pageTurned(state, tap.page));
    case 'list_chosen':
      return state.at === 'home' ? listChosen(state, state.session, tap.list) : stay(state);
    case 'matches_wished': {
      if (state.at !== 'matches-wish') return stay(state);
      return inquiring(state, state.session, { at: 'home' }, { kind: 'matches' });
    }
    case 'proof_chosen':
      return stay(state.at === 'proofs' ? proofChosen(state, tap.category) : state);
    case 'slip_tapped':
      return slipTapped(state, tap.requestId);
    default:
      return tap satisfies never;
  }
}

/** The same question again. */
function onceMore(state: While<'fault'>): Step {
  const { remedy } = state;
  if (remedy.kind === 'ask_again') return asking(state, remedy.printing, remedy.printing.ask);
  if (remedy.kind !== 'check_again') return stay(state);
  const { session, from, inquiry } = remedy.checking;
  return inquiring(state, session, from, inquiry);
}
