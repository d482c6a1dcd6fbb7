/** What a finger changes. A tap that means nothing on this screen changes nothing. */
import type { CertificateIssued } from '#server/contract/certificates.ts';
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
    case 'unreceived_chosen':
      return state.at === 'home' ? lookAgain(state, tap.number) : stay(state);
    case 'again_tapped':
      if (state.at !== 'fault' || state.remedy.kind !== 'ask_again') return stay(state);
      return asking(state, state.remedy.printing, state.remedy.printing.ask);
    case 'paper_came':
      return state.at === 'fault' ? itCame(state) : stay(state);
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

/** A paper of a former visit that may never have come out: the same question, and the same way to another copy. */
function lookAgain(state: While<'home'>, number: string): Step {
  const { session } = state;
  const paper = session.unreceived.find((each) => each.number === number);
  const offer = session.offers.find(({ service }) => service === paper?.service);
  if (paper === undefined || offer === undefined) return stay(state);
  const { copy, validUntil, fate } = paper;
  const issued: CertificateIssued = { kind: 'issued', number: paper.number, copy, validUntil, orders: [] };
  const ask: Ask = { kind: 'copy', requestId: '', number, reason: fate };
  const printing: Printing = { at: 'printing', session, offer, ask, tries: 1, resting: false, issued };
  const trouble = fate === 'uncertain' ? 'print_uncertain' : 'not_printed';
  const remedy = { kind: 'look', printing, issued, reason: fate, visit: 'earlier' } as const;
  return stay(to(state, { at: 'fault', trouble, remedy }));
}

/** Whoever holds the paper of a former visit is asked no more; that of this visit is still to be taken. */
function itCame(state: While<'fault'>): Step {
  const { remedy } = state;
  if (remedy.kind !== 'look') return stay(state);
  const { session, offer } = remedy.printing;
  const { issued } = remedy;
  const { number, copy } = issued;
  const rest = session.unreceived.filter((each) => each.number !== number);
  const after: State =
    remedy.visit === 'earlier'
      ? to(state, { at: 'home', session: { ...session, unreceived: rest } })
      : to(state, { at: 'take', session, offer, issued, reminded: false, attended: true });
  return stay(after, { type: 'bear_witness', number, copy });
}

function home(state: State): State {
  switch (state.at) {
    case 'confirm':
    case 'no':
      return to(state, { at: 'home', session: state.session });
    case 'fault':
      if (state.remedy.kind === 'staff') return to(state, { at: 'home', session: state.remedy.session });
      if (state.remedy.kind !== 'look' || state.remedy.visit === 'this') return state;
      return to(state, { at: 'home', session: state.remedy.printing.session });
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
