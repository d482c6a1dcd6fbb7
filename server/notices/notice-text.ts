/** Which slip says what was wished: a refusal, an answer, where to go, whom to ask, a refused proof, the ledger. */
import { nameOn } from '#agent/contract/card-kinds.ts';
import type { Slip } from '#printers/slip/slip.ts';
import type { Offer } from '#server/contract/decisions.ts';
import type { Ledger } from '#server/contract/ledger.ts';
import type { NoticeWish } from '#server/contract/notices.ts';
import type { RefusedProofs } from '#server/contract/refused-proofs.ts';
import type { Localised } from '#server/contract/words.ts';
import type { Office } from '../certificates/issue.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { offerOf } from '../visits/eligibility.ts';
import { answeredFacts } from '../visits/house-sources.ts';
import type { Visit } from '../visits/visit.ts';
import { answerSlip } from './slips/answer-slip.ts';
import { ledgerSlip } from './slips/ledger-slip.ts';
import { meanwhileSlip } from './slips/meanwhile-slip.ts';
import type { NoticeHead } from './slips/notice.ts';
import { proofSlip } from './slips/proof-slip.ts';
import { refusalSlip } from './slips/refusal-slip.ts';
import { unknownSlip } from './slips/unknown-slip.ts';

export interface NoticeParts {
  readonly office: Office;
  readonly proofs: () => RefusedProofs;
  readonly titleOf: (service: string) => Localised;
  readonly ledgerOf: (subject: Buffer) => Promise<Ledger>;
}

export type NoticeText =
  | { readonly kind: 'slip'; readonly slip: Slip }
  /** `nothing_to_say`: the answer is a certificate, which is its own paper. */
  | { readonly kind: 'not_found' | 'answers_unknown' | 'nothing_to_say' };

/** Decided again, by what this visit was told. `now`: ms since 1970. */
export async function noticeText(
  parts: NoticeParts,
  visit: Visit,
  about: NoticeWish['about'],
  now: number,
): Promise<NoticeText> {
  const head = { issuer: parts.office.community.issuer, name: nameOn(visit.card), at: now };
  switch (about.kind) {
    case 'service':
      return serviceText(parts, visit, about, head);
    case 'proof':
      return proofText(parts, about.category, head);
    case 'ledger':
      return { kind: 'slip', slip: ledgerSlip(head, await parts.ledgerOf(visit.subject)) };
    default:
      return about satisfies never;
  }
}

async function serviceText(
  { office: { catalogueAt, judge } }: NoticeParts,
  visit: Visit,
  { service, answers }: Extract<NoticeWish['about'], { kind: 'service' }>,
  head: NoticeHead,
): Promise<NoticeText> {
  const today = chinaDay(head.at);
  const definition = catalogueAt(visit.openedAt.getTime()).find(service, today);
  if (definition === undefined) return { kind: 'not_found' };
  const facts = answeredFacts(definition, answers);
  if (facts === undefined) return { kind: 'answers_unknown' };
  const slip = slipOf(offerOf(definition, await judge.asking(definition, visit, today, facts)), head);
  return slip === undefined ? { kind: 'nothing_to_say' } : { kind: 'slip', slip };
}

function slipOf(offer: Offer, head: NoticeHead): Slip | undefined {
  const { decision, meanwhile, outcome } = offer;
  switch (decision.result) {
    case 'no':
      return refusalSlip(head, offer, decision);
    case 'unknown':
      return unknownSlip(head, offer, decision);
    case 'open':
      return undefined;
    case 'yes':
      if (meanwhile !== undefined) return meanwhileSlip(head, offer, meanwhile);
      return outcome === 'query' ? answerSlip(head, offer) : undefined;
    default:
      return decision satisfies never;
  }
}

function proofText({ proofs, titleOf }: NoticeParts, category: string, head: NoticeHead): NoticeText {
  const list = proofs();
  const proof = list.proofs.find((each) => each.category === category);
  if (proof === undefined) return { kind: 'not_found' };
  const instead = proof.instead === undefined ? undefined : titleOf(proof.instead).zh;
  return { kind: 'slip', slip: proofSlip(head, proof, list, instead) };
}
