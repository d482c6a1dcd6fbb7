/** What leads the home screen: one thing big, a few beside it. Everything else is found by its matter. */
import type { Offer } from '#server/contract/decisions.ts';
import type { Tap } from '../../visit/event.ts';
import { barOf, isSilent } from '../../visit/machine.ts';
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

/** More benefits than these are found by asking for all of them: whoever came for a paper must still see it. */
const MOST_MATCHES = 2;
const HANDED_OUT = { certificate: 1, query: 2 } as const;
const RANK_ASKED = 3;
const RANK_ELSEWHERE = 4;
const RANK = { unknown: 5, no: 6 } as const;
const RANK_BARRED = 7;

/**
 * What can surely be had and is not claimed, then what is finished here at once or once somebody was asked, then what is
 * taken elsewhere, then what cannot be had today. Among equals the server's order stands.
 */
export function entriesOf(shown: While<'home'>, most: number): Entry[] {
  const offered = shown.session.offers.filter(({ opens }) => opens === undefined);
  const sorted = offered.toSorted((a, b) => rankOf(shown, a) - rankOf(shown, b));
  const matches = sorted.filter((offer) => rankOf(shown, offer) === 0);
  const leading = [...matches.slice(0, MOST_MATCHES), ...sorted.slice(matches.length)];
  const entries = [...unreceived(shown), ...leading.map((offer) => ofOffer(shown, offer))];
  const paper = sorted.find(isPaper);
  const isBarred = paper !== undefined && barOf(shown, paper) !== undefined;
  if (!isBarred || entries.length <= most) return entries.slice(0, most);
  return [...entries.slice(0, most - 1), ofOffer(shown, paper)];
}

/** Whoever came for a paper finds one in sight: if this machine can give none now, the last place says why. */
function isPaper(offer: Offer): boolean {
  return offer.outcome === 'certificate' && offer.decision.result === 'yes';
}

function rankOf(shown: While<'home'>, offer: Offer): number {
  const { outcome, match, decision } = offer;
  if (barOf(shown, offer) !== undefined || isSilent(offer)) return RANK_BARRED;
  if (decision.result === 'unknown' || decision.result === 'no') return RANK[decision.result];
  if (match?.sure && decision.result === 'yes') return 0;
  if (outcome !== 'certificate' && outcome !== 'query') return RANK_ELSEWHERE;
  return decision.result === 'yes' ? HANDED_OUT[outcome] : RANK_ASKED;
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
