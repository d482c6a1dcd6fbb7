/** How one service stands with this resident, at this machine, now: a word, a shape, and what a tap brings. */
import type { Offer } from '#server/contract/decisions.ts';
import { barOf, hindranceOf, isSilent } from '../../visit/machine.ts';
import type { Base } from '../../visit/state.ts';
import { saidOf } from '../../words/troubles.svelte.ts';
import { zhServices } from '../../words/zh-services.ts';

export type Tone = 'ready' | 'ask' | 'wait' | 'off';
export interface Face {
  readonly tone: Tone;
  readonly badge: string;
  readonly says: string;
}
const { face } = zhServices;

export function faceOf(base: Base, offer: Offer): Face {
  const bar = barOf(base, offer);
  if (bar === 'no_printer') return { tone: 'off', badge: face.off, says: face.noPrinter };
  if (bar === 'closed') return { tone: 'off', badge: face.off, says: closedSays(offer) };
  if (isSilent(offer)) return { tone: 'wait', badge: face.wait, says: face.silent(closedSays(offer)) };
  switch (offer.decision.result) {
    case 'yes':
      return withBenefit(offer, ready(base, offer));
    case 'open': {
      const who = offer.decision.departments[0]?.zh;
      const says = who === undefined ? face.checkSays : face.asks(who);
      return withBenefit(offer, { tone: 'ask', badge: face.check, says });
    }
    case 'no':
      return { tone: 'wait', badge: face.notYet, says: face.notYetSays };
    case 'unknown':
      return { tone: 'ask', badge: face.unknown, says: face.unknownSays };
    default:
      return offer.decision satisfies never;
  }
}

function ready(base: Base, offer: Offer): Face {
  if (offer.outcome === 'query') return { tone: 'ready', badge: face.look, says: face.lookSays };
  if (offer.outcome !== 'certificate') return { tone: 'ready', badge: face.can, says: face.canSays };
  const hindrance = hindranceOf(base.machine, offer.printer);
  if (hindrance === undefined) return { tone: 'ready', badge: face.paper, says: face.paperSays };
  return { tone: 'wait', badge: face.wait, says: saidOf(hindrance).resident };
}

/** A benefit: what it brings is said before how it is had. */
function withBenefit({ match }: Offer, plain: Face): Face {
  if (match === undefined || plain.tone === 'wait') return plain;
  return { ...plain, badge: match.sure ? face.claim : plain.badge, says: match.benefit.zh };
}

function closedSays({ closed }: Offer): string {
  const nearest = closed?.nearest === undefined ? [] : [closed.nearest.zh];
  return [closed?.text.zh, ...nearest].join(' ');
}
