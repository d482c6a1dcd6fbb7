/** What leads the home screen: one thing big, a few beside it. Everything else is found by its matter. */
import type { Offer } from '#server/contract/decisions.ts';
import type { Tap } from '../../visit/event.ts';
import { barOf } from '../../visit/machine.ts';
import type { While } from '../../visit/state.ts';
import { zhServices } from '../../words/zh-services.ts';
import { type Face, faceOf } from './face.ts';

export interface Entry {
  readonly title: string;
  readonly face: Face;
  readonly paper: boolean;
  readonly isReady: boolean;
  readonly tap: Tap;
}

const RANK = { yes: 0, open: 0, unknown: 1, no: 2 } as const;
const RANK_BARRED = 3;

/** The server's order stands; what cannot be had today comes after what can. */
export function entriesOf(shown: While<'home'>, most: number): Entry[] {
  const rank = (offer: Offer) =>
    barOf(shown, offer) === undefined ? RANK[offer.decision.result] : RANK_BARRED;
  const sorted = shown.session.offers.toSorted((a, b) => rank(a) - rank(b));
  return [...unreceived(shown), ...sorted.map((offer) => ofOffer(shown, offer))].slice(0, most);
}

function ofOffer(shown: While<'home'>, offer: Offer): Entry {
  const { service, title, outcome, decision } = offer;
  return {
    title: title.zh,
    face: faceOf(shown, offer),
    paper: outcome === 'certificate',
    isReady: decision.result === 'yes' || decision.result === 'open',
    tap: { type: 'chosen', service },
  };
}

/** One at most: the next shows when this one is settled. */
function unreceived(shown: While<'home'>): Entry[] {
  const { home } = zhServices;
  for (const { number, service, fate } of shown.session.unreceived) {
    const offer = shown.session.offers.find((each) => each.service === service);
    if (offer === undefined || shown.machine?.printers[offer.printer] === null) continue;
    const face: Face = { tone: 'ready', badge: home.unreceivedBadge[fate], says: home.unreceivedSays };
    const tap: Tap = { type: 'unreceived_chosen', number };
    return [{ title: home.unreceived(offer.title.zh), face, paper: true, isReady: true, tap }];
  }
  return [];
}
