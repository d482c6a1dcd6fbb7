/** Asking the server what can be had, and what its answers lead to. Whoever leaves is not brought back by an answer. */
import type { Offer } from '#server/contract/decisions.ts';
import type { Effect, Refusal, Step, VisitEvent } from '../event.ts';
import { type Answers, type Inquiry, type Place, type Session, type Told, withKnown } from '../places.ts';
import type { Checking, State, While } from '../state.ts';
import { stay, to } from '../to.ts';
import { isPassing, troubleOf } from './refusals.ts';

export function inquiring(state: State, session: Session, from: Place, inquiry: Inquiry): Step {
  const id = state.inquiries + 1;
  const checking: Checking = { at: 'checking', session, from, inquiry, id, isSlow: false };
  return stay(to({ ...state, inquiries: id }, checking), { type: 'inquire', id, inquiry });
}

/** An inquiry that nobody waits for any more is broken off, whatever led away from it. */
export function brokenOff(before: State, after: State): Effect[] {
  if (before.at !== 'checking') return [];
  return after.at === 'checking' && after.id === before.id ? [] : [{ type: 'stop_inquiring' }];
}

export function inquiryAnswered(
  state: State,
  answer: Extract<VisitEvent, { type: 'told' | 'not_told' }>,
): State {
  if (state.at !== 'checking' || state.id !== answer.id) return state;
  return answer.type === 'told' ? told(state, answer.told) : notTold(state, answer.refusal);
}

/** Nobody has answered for too long: it may be asked again. */
export function unanswered(state: While<'checking'>): State {
  const remedy = { kind: 'check_again', checking: checkingOf(state) } as const;
  return to(state, { at: 'fault', trouble: 'server_unreachable', remedy });
}

function told(state: While<'checking'>, said: Told): State {
  const { session, from, inquiry } = state;
  switch (said.kind) {
    case 'check': {
      const answers = inquiry.kind === 'check' ? inquiry.answers : {};
      return arrived(state, withKnown(session, [said.offer]), from, said.offer, answers);
    }
    case 'matches': {
      const matched = said.offers.filter(({ match }) => match !== undefined).map(({ service }) => service);
      return to(state, { at: 'matches', page: 0, session: { ...withKnown(session, said.offers), matched } });
    }
    case 'proofs':
      return to(state, { at: 'proofs', page: 0, session: { ...session, proofs: said.proofs } });
    case 'ledger': {
      const now = { ...session, ledger: said.ledger };
      return to(state, { at: 'ledger', page: 0, session: now, slip: undefined });
    }
    default:
      return said satisfies never;
  }
}

/** What a service comes to once it is decided. */
export function arrived(state: State, session: Session, from: Place, offer: Offer, answers: Answers): State {
  const found = { session, from, offer, answers };
  const read = { ...found, page: 0, slip: undefined };
  if (offer.decision.result !== 'yes') return to(state, { at: 'no', ...read });
  switch (offer.outcome) {
    case 'certificate':
      return to(state, { at: 'confirm', ...found, purpose: offer.purposes[0]?.code ?? '' });
    case 'query':
      return to(state, { at: 'answer', ...read });
    case 'application':
    case 'booking':
    case 'case':
    case 'lending':
      return to(state, { at: 'meanwhile', ...read });
    default:
      return offer.outcome satisfies never;
  }
}

function notTold(state: While<'checking'>, refusal: Refusal): State {
  const remedy = isPassing(refusal)
    ? ({ kind: 'check_again', checking: checkingOf(state) } as const)
    : ({ kind: 'staff', session: state.session } as const);
  return to(state, { at: 'fault', trouble: troubleOf(refusal), remedy });
}

function checkingOf({ at, session, from, inquiry, id, isSlow }: Checking): Checking {
  return { at, session, from, inquiry, id, isSlow };
}
