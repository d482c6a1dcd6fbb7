/** What the server's answers change. An answer to a question that is no longer asked changes nothing. */
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { ProblemCode } from '#server/contract/problems.ts';
import { MOST_TRIES } from '../timing.ts';
import type { Effect, Refusal, Step, VisitEvent } from './event.ts';
import { settled } from './heard.ts';
import type { State, Trouble, While } from './state.ts';
import { printingOf, stay, to } from './to.ts';

type Answer = Extract<VisitEvent, { type: 'visit_opened' | 'visit_refused' | 'issued' | 'not_issued' }>;

/** Problems that may be over by the next try. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'database_unavailable',
  'internal',
  'too_many_requests',
]);

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
  return stay(shown, ...orders(state, issued));
}

/** No order twice; and a machine without a slip printer is not troubled with slips. */
function orders({ machine }: State, issued: CertificateIssued): Effect[] {
  return issued.orders
    .filter(({ printer, job }) => {
      const isHanded = machine?.jobs.some((each) => each.job === job);
      return machine?.printers[printer] !== null && !isHanded;
    })
    .map(({ order }) => ({ type: 'send', message: { type: 'print', order } }));
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
    return stay(to(state, { at: 'no', session, offer: { ...offer, decision: refusal.decision } }));
  }
  if (!isPassing(refusal)) {
    const remedy = { kind: 'staff', session } as const;
    return stay(to(state, { at: 'fault', trouble: troubleOf(refusal), remedy }));
  }
  if (state.tries < MOST_TRIES) return stay({ ...state, tries: state.tries + 1, resting: true });
  const remedy = { kind: 'ask_again', printing: printingOf(state) } as const;
  return stay(to(state, { at: 'fault', trouble: troubleOf(refusal), remedy }));
}

const isPassing = (refusal: Refusal): boolean =>
  refusal.kind === 'unreachable' || (refusal.kind === 'problem' && PASSING.has(refusal.code));

function troubleOf(refusal: Refusal): Trouble {
  if (refusal.kind === 'unreachable') return 'server_unreachable';
  return refusal.kind === 'problem' ? refusal.code : 'not_eligible';
}
