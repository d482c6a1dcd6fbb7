/** Where a resident is among the services, and what the visit has found out so far. */
import type { Domain, Offer } from '#server/contract/decisions.ts';
import type { Ledger } from '#server/contract/ledger.ts';
import type { RefusedProof } from '#server/contract/refused-proofs.ts';
import type { Unreceived } from '#server/contract/visits.ts';

/** The resident at the machine, as far as the screen may know. */
export interface Session {
  readonly maskedName: string;
  readonly communityName: string;
  readonly offers: readonly Offer[];
  /** Papers of former visits that nobody is known to hold, the youngest first. */
  readonly unreceived: readonly Unreceived[];
  /** What the resident can have, or may, after every department was asked; absent before. */
  readonly matched?: readonly string[];
  readonly proofs?: readonly RefusedProof[];
  readonly ledger?: Ledger;
}

/** Code of the chosen answer by id of the question. */
export type Answers = Readonly<Record<string, string>>;

/** Whence a service was chosen, and where "back" leads. Pages count from 0; the screen knows how many there are. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'domain'; readonly domain: Domain; readonly page: number }
  | { readonly at: 'matches'; readonly page: number }
  | { readonly at: 'proofs'; readonly page: number };

/** What can be asked of the server before anything is printed. */
export type Inquiry =
  | { readonly kind: 'check'; readonly offer: Offer; readonly answers: Answers }
  | { readonly kind: 'matches' }
  | { readonly kind: 'proofs' }
  | { readonly kind: 'ledger' };

/** What the server said to it. */
export type Told =
  | { readonly kind: 'check'; readonly offer: Offer }
  | { readonly kind: 'matches'; readonly offers: readonly Offer[] }
  | { readonly kind: 'proofs'; readonly proofs: readonly RefusedProof[] }
  | { readonly kind: 'ledger'; readonly ledger: Ledger };

/** What became of the slip that was asked for here. */
export type SlipFate = 'out' | 'failed';

/** What is known better by now; an answer that hangs on choices, or is none, is asked for again. */
export function withKnown(session: Session, known: readonly Offer[]): Session {
  const better = known.filter(
    ({ questions, decision }) => questions.length === 0 && isAnswer(decision.result),
  );
  const byService = new Map(better.map((offer) => [offer.service, offer]));
  const offers = session.offers.map((offer) => byService.get(offer.service) ?? offer);
  const added = known.filter(({ service }) => session.offers.every((each) => each.service !== service));
  return { ...session, offers: [...offers, ...added] };
}

const isAnswer = (result: Offer['decision']['result']): boolean => result === 'yes' || result === 'no';
