import { offer } from '#server/contract/decisions.ts';
import { check } from '#server/contract/visits.ts';
import { parsed, sendProblem } from '../problems.ts';
import { chinaDay } from '../rules/civil-date.ts';
import type { Catalogue } from '../services/catalogue.ts';
import { type Community, judgeVisit, offerOf } from '../visits/eligibility.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** The rules, asked again: staff may have mended the register meanwhile. */
export function checkRoutes(
  community: Community,
  catalogue: Catalogue,
  proveVisit: ProveVisit,
  now: () => number = Date.now,
): Route[] {
  return [
    {
      method: 'post',
      path: '/api/checks',
      summary: 'Decide about one service again',
      proof: 'visit',
      body: check,
      answers: { 200: offer },
      problems: ['malformed', 'visit_over', 'not_found'],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        const { service } = parsed(check, req.body);
        const today = chinaDay(now());
        const definition = catalogue.find(service, today);
        if (definition === undefined) return sendProblem(res, 'not_found');
        const offered = offerOf(definition, await judgeVisit(definition, visit, community, today));
        // Nobody keeps this answer, so no ETag is reckoned for it (RFC 9110, 9.3.3); head and body go out in one piece.
        res.type('json').end(JSON.stringify(offered));
      },
    },
  ];
}
