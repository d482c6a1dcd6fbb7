/** What a finger changes. A tap that means nothing on this screen changes nothing. */
import type { Offer } from '#server/contract/decisions.ts';
import type { Step, Tap } from './event.ts';
import { holdOf, isCardLying } from './machine.ts';
import type { Ask, Printing, Session, State, While } from './state.ts';
import { behind, stay, to } from './to.ts';

export function tapped(state: State, tap: Tap): Step {
  switch (tap.type) {
    case 'chosen':
      return state.at === 'home' ? chosen(state, tap.service) : stay(state);
    case 'purpose_chosen':
      return stay(state.at === 'confirm' ? { ...state, purpose: tap.code } : state);
    case 'print_tapped':
      if (state.at !== 'confirm') return stay(state);
      return asking(state, state, {
        kind: 'certificate',
        requestId: tap.requestId,
        purpose: state.purpose,
      });
    case 'copy_tapped':
      return state.at === 'fault' ? oneMore(state, tap.requestId) : stay(state);
    case 'again_tapped':
      if (state.at !== 'fault' || state.remedy.kind !== 'ask_again') return stay(state);
      return asking(state, state.remedy.printing, state.remedy.printing.ask);
    case 'paper_came':
      return state.at === 'fault' ? cameAfterAll(state) : stay(state);
    case 'still_here':
      return stay(state.at === 'ask-still' ? behind(state) : state);
    case 'back_tapped':
      return stay(home(state));
    case 'finished':
      return stay(finished(state));
    case 'help_tapped':
      return stay({ ...state, help: true });
    case 'help_closed':
      return stay({ ...state, help: false });
    case 'size_tapped':
      return stay({ ...state, large: !state.large });
    default:
      return tap satisfies never;
  }
}

function chosen(state: While<'home'>, service: string): Step {
  const { session } = state;
  const offer = session.offers.find((each) => each.service === service);
  if (offer === undefined || state.machine?.printers[offer.printer] === null) return stay(state);
  if (offer.decision.result !== 'yes') return stay(to(state, { at: 'no', session, offer }));
  return stay(to(state, { at: 'confirm', session, offer, purpose: offer.purposes[0]?.code ?? '' }));
}

function asking(
  state: State,
  { session, offer }: { readonly session: Session; readonly offer: Offer },
  ask: Ask,
): Step {
  const printing: Printing = {
    at: 'printing',
    session,
    offer,
    ask,
    tries: 1,
    resting: false,
    issued: undefined,
  };
  return stay(to(state, printing), { type: 'ask', ask, service: offer.service });
}

function oneMore(state: While<'fault'>, requestId: string): Step {
  const { remedy } = state;
  if (remedy.kind !== 'look') return stay(state);
  const { number } = remedy.issued;
  return asking(state, remedy.printing, { kind: 'copy', requestId, number, reason: remedy.reason });
}

function cameAfterAll(state: While<'fault'>): Step {
  const { remedy } = state;
  if (remedy.kind !== 'look') return stay(state);
  const { session, offer } = remedy.printing;
  return stay(to(state, { at: 'take', session, offer, issued: remedy.issued, reminded: false }));
}

function home(state: State): State {
  switch (state.at) {
    case 'confirm':
    case 'no':
      return to(state, { at: 'home', session: state.session });
    case 'fault':
      if (state.remedy.kind === 'staff') return to(state, { at: 'home', session: state.remedy.session });
      return state;
    case 'scanned':
      return to(state, { at: 'idle' });
    case 'take':
      return isCardLying(state) ? to(state, { at: 'home', session: state.session }) : state;
    default:
      return state;
  }
}

/** A paper that is coming out is waited for; one that is stuck may be left, and the agent calls it off. */
function finished(state: State): State {
  switch (state.at) {
    case 'home':
    case 'confirm':
    case 'no':
      return to(state, { at: 'done', paper: 'none', leaving: false });
    case 'take':
      return to(state, { at: 'done', paper: 'taken', leaving: false });
    case 'fault':
      return state.remedy.kind === 'lay_again'
        ? state
        : to(state, { at: 'done', paper: 'none', leaving: false });
    case 'printing':
      return holdOf(state) === undefined
        ? state
        : to(state, { at: 'done', paper: 'called_off', leaving: false });
    case 'ask-still':
      return finished(behind(state));
    default:
      return state;
  }
}
