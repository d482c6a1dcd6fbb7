/** The way to a service: which one, and what must be known before anybody is asked. */
import type { Domain, Offer, Question } from '#server/contract/decisions.ts';
import { arrived, inquiring } from '../answers/inquiries.ts';
import type { Step } from '../event.ts';
import { barOf, isSilent } from '../machine.ts';
import type { Answers, Place, Session } from '../places.ts';
import type { State, While } from '../state.ts';
import { stay, to } from '../to.ts';

export function chosen(state: State, service: string): Step {
  const from = placeOf(state);
  if (from === undefined || !('session' in state)) return stay(state);
  const { session } = state;
  const offer = session.offers.find((each) => each.service === service);
  if (offer === undefined || barOf(state, offer) !== undefined) return stay(state);
  if (offer.opens !== undefined) return listChosen(state, session, offer.opens);
  if (offer.decision.result === 'no') return stay(arrived(state, session, from, offer, {}));
  return asked(state, session, from, offer, {});
}

/** Where a service can be chosen. A proof that is not issued leads to what helps instead. */
function placeOf(state: State): Place | undefined {
  switch (state.at) {
    case 'home':
      return { at: 'home' };
    case 'domain':
      return { at: 'domain', domain: state.domain, page: state.page };
    case 'matches':
      return { at: 'matches', page: state.page };
    case 'proof':
      return { at: 'proofs', page: state.page };
    default:
      return undefined;
  }
}

export function questionOf(offer: Offer, answers: Answers): Question | undefined {
  return offer.questions.find(({ id }) => answers[id] === undefined);
}

/** The next question, else what is known already, else those who know. */
function asked(state: State, session: Session, from: Place, offer: Offer, answers: Answers): Step {
  if (questionOf(offer, answers) !== undefined) {
    return stay(to(state, { at: 'question', session, from, offer, answers, page: 0 }));
  }
  const isOpen = offer.questions.length > 0 || offer.decision.result === 'open' || isSilent(offer);
  if (!isOpen) return stay(arrived(state, session, from, offer, answers));
  return inquiring(state, session, from, { kind: 'check', offer, answers });
}

export function answerChosen(state: While<'question'>, code: string): Step {
  const { session, from, offer, answers } = state;
  const question = questionOf(offer, answers);
  if (question === undefined || !question.choices.some((choice) => choice.code === code)) return stay(state);
  return asked(state, session, from, offer, { ...answers, [question.id]: code });
}

/** The question before, or where the service was chosen. */
export function questionBefore(state: While<'question'>): State {
  const { offer, answers, session, from } = state;
  const last = offer.questions.findLast(({ id }) => answers[id] !== undefined);
  if (last === undefined) return to(state, { ...from, session });
  const { [last.id]: _, ...rest } = answers;
  return { ...state, answers: rest, page: 0 };
}

export function domainChosen(state: While<'home'>, domain: Domain): State {
  const { session } = state;
  const isEmpty = session.offers.every((offer) => offer.domain !== domain);
  return isEmpty ? state : to(state, { at: 'domain', session, domain, page: 0 });
}

/** Whoever looked at their data is asked for anew: this visit adds to it. */
export function listChosen(state: State, session: Session, list: 'matches' | 'proofs' | 'ledger'): Step {
  if (list === 'matches') {
    const known = session.matched !== undefined;
    return stay(to(state, known ? { at: 'matches', session, page: 0 } : { at: 'matches-wish', session }));
  }
  if (list === 'proofs' && session.proofs !== undefined) {
    return stay(to(state, { at: 'proofs', session, page: 0 }));
  }
  return inquiring(state, session, { at: 'home' }, { kind: list });
}

export function proofChosen(state: While<'proofs'>, category: string): State {
  const { session, page } = state;
  const proof = session.proofs?.find((each) => each.category === category);
  return proof === undefined ? state : to(state, { at: 'proof', session, category, page, slip: undefined });
}

export function pageTurned(state: State, page: number): State {
  return 'page' in state && state.at !== 'proof' && page >= 0 ? { ...state, page } : state;
}
