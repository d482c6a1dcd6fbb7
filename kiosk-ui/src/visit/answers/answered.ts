/** What the server's answers change. An answer to a question that is no longer asked changes nothing. */
import type { CertificateIssued } from '#server/contract/certificates.ts';
import { MOST_TRIES } from '../../timing.ts';
import type { Refusal, Step, VisitEvent } from '../event.ts';
import { settled } from '../heard.ts';
import type { State, While } from '../state.ts';
import { printingOf, stay, to } from '../to.ts';
import { ordersOf } from './orders.ts';
import { isPassing, troubleOf } from './refusals.ts';

type Answer = Extract<VisitEvent, { type: 'visit_opened' | 'visit_refused' | 'issued' | 'not_issued' }>;

export function answered(state: State, answer: Answer): Step {
  switch (answer.type) {
    case 'visit_opened':
      if (!isAsking(state, answer.assertion)) return stay(state);
      return stay(to(state, { at: 'home', session: answer.session }));
    case 'visit_refused':
      return isAsking(state, answer.assertion) ? visitRefused(state, answer.refusal) : stay(state);
    case 'issued':
      if (!isWaitingFor(state, answer.requestId)) return stay(state);
      return issuedNow({ ...state, issued: answer.issued }, answer.issued);
    case 'not_issued':
      return isWaitingFor(state, answer.requestId) ? notIssued(state, answer.refusal) : stay(state);
    default:
      return answer satisfies never;
  }
}

function isAsking(state: State, assertion: string): state is While<'reading'> {
  return state.at === 'reading' && state.assertion === assertion && !state.resting;
}

function isWaitingFor(state: State, requestId: string): state is While<'printing'> {
  return (
    state.at === 'printing' &&
    state.ask.requestId === requestId &&
    state.issued === undefined &&
    !state.resting
  );
}

function issuedNow(state: While<'printing'>, issued: CertificateIssued): Step {
  const { state: shown } = settled(state, printingOf(state));
  return stay(shown, ...ordersOf(state, issued));
}

function visitRefused(state: While<'reading'>, refusal: Refusal): Step {
  if (isPassing(refusal) && state.tries < MOST_TRIES) {
    return stay({ ...state, tries: state.tries + 1, resting: true });
  }
  return stay(
    to(state, { at: 'fault', trouble: troubleOf(refusal), remedy: { kind: 'lay_again' } }),
    { type: 'send', message: { type: 'end_visit' } },
    { type: 'send', message: { type: 'begin' } },
  );
}

function notIssued(state: While<'printing'>, refusal: Refusal): Step {
  const { session, offer } = state;
  if (refusal.kind === 'not_eligible') {
    const answers = state.ask.kind === 'certificate' ? state.ask.answers : {};
    const refused = { ...offer, decision: refusal.decision };
    const read = { from: { at: 'home' }, answers, page: 0, slip: undefined } as const;
    return stay(to(state, { at: 'no', session, offer: refused, ...read }));
  }
  if (!isPassing(refusal)) {
    const remedy = { kind: 'staff', session } as const;
    return stay(to(state, { at: 'fault', trouble: troubleOf(refusal), remedy }));
  }
  if (state.tries < MOST_TRIES) return stay({ ...state, tries: state.tries + 1, resting: true });
  const remedy = { kind: 'ask_again', printing: printingOf(state) } as const;
  return stay(to(state, { at: 'fault', trouble: troubleOf(refusal), remedy }));
}
