/** 政策找人 at the resident's own tap: departments are asked together for every benefit this house knows. */
import type { Offer } from '#server/contract/decisions.ts';
import { audit } from '../audit/audit.ts';
import type { Office } from '../certificates/issue.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { closingAt } from './closings.ts';
import { actorOf } from './department-answers.ts';
import { inOrder, offerOf } from './eligibility.ts';
import type { Visit } from './visit.ts';

/** Each benefit with its answer, those that can be had first. `now`: ms since 1970. */
export async function matchBenefits(
  { db, departments, judge, catalogueAt }: Office,
  visit: Visit,
  now: number,
): Promise<Offer[]> {
  const today = chinaDay(now);
  const benefits = catalogueAt(visit.openedAt.getTime())
    .offered(today)
    .filter(({ written }) => written.benefit !== undefined);
  const matching = await judge.matching(benefits, visit, today);
  const closed = await closingAt({ db, departments }, visit, now);
  const offers = matching.map(({ definition, decided }) => closed(definition, offerOf(definition, decided)));
  const matched = {
    actor: actorOf(visit),
    action: 'benefits_matched',
    subject: visit.subject.toString('hex'),
    kiosk: visit.kiosk,
    details: { visit: visit.id, count: offers.filter(({ match }) => match !== undefined).length },
  };
  await db.transaction().execute((trx) => audit(trx, new Date(now), matched));
  return inOrder(offers);
}
