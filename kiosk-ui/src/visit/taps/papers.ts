/** Asking for a paper, and for one more copy of it. */
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { Step } from '../event.ts';
import type { Session } from '../places.ts';
import type { Ask, Printing, State, While } from '../state.ts';
import { stay, to } from '../to.ts';

export function asking(
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

export function oneMore(state: While<'fault'>, requestId: string): Step {
  const { remedy } = state;
  if (remedy.kind !== 'look') return stay(state);
  const { number } = remedy.issued;
  return asking(state, remedy.printing, { kind: 'copy', requestId, number, reason: remedy.reason });
}

/** A paper of a former visit that may never have come out: the same question, and the same way to another copy. */
export function lookAgain(state: While<'home'>, number: string): Step {
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
export function itCame(state: While<'fault'>): Step {
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
