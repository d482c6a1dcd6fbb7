import { offer } from '#server/contract/decisions.ts';
import { check, matches } from '#server/contract/visits.ts';
import type { Office } from '../certificates/issue.ts';
import { parsed, sendProblem } from '../problems.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { closingAt } from '../visits/closings.ts';
import { offerOf } from '../visits/eligibility.ts';
import { answeredFacts } from '../visits/house-sources.ts';
import { matchBenefits } from '../visits/policy-match.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import { leaving } from './leaving.ts';
import type { Route } from './route.ts';

/** The rules, asked with the departments behind them: for one service, or for every benefit. */
export function checkRoutes(office: Office, proveVisit: ProveVisit, now: () => number = Date.now): Route[] {
  return [
    {
      method: 'post',
      path: '/api/checks',
      summary: 'Decide about one service, asking the departments it needs',
      proof: 'visit',
      body: check,
      answers: { 200: offer },
      problems: ['malformed', 'visit_over', 'not_found'],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        const { service, answers } = parsed(check, req.body);
        const today = chinaDay(now());
        const definition = office.catalogueAt(visit.openedAt.getTime()).find(service, today);
        if (definition === undefined) return sendProblem(res, 'not_found');
        const facts = answeredFacts(definition, answers);
        if (facts === undefined) return sendProblem(res, 'malformed', 'answers: none of this service');
        const decided = await office.judge.until(leaving(res)).asking(definition, visit, today, facts);
        const closed = await closingAt(office, visit, now());
        const offered = closed(definition, offerOf(definition, decided));
        // Nobody keeps this answer, so no ETag is reckoned for it (RFC 9110, 9.3.3); head and body go out in one piece.
        res.type('json').end(JSON.stringify(offered));
      },
    },
    {
      method: 'post',
      path: '/api/matches',
      summary: 'Ask the departments which benefits this resident can have; answers every one of them',
      proof: 'visit',
      answers: { 200: matches },
      problems: ['visit_over'],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        const judge = office.judge.until(leaving(res));
        const offers = await matchBenefits({ ...office, judge }, visit, now());
        res.type('json').end(JSON.stringify({ offers }));
      },
    },
  ];
}
