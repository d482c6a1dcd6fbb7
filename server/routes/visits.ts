import { nameOn } from '#agent/contract/card-kinds.ts';
import { maskedName } from '#server/contract/person/masked-name.ts';
import { visitOpened, visitRequest } from '#server/contract/visits.ts';
import { unreceivedBy } from '../certificates/copies/last-copy.ts';
import type { Office } from '../certificates/issue.ts';
import { parsed } from '../problems.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { openAssertion } from '../visits/assertion.ts';
import { closingAt } from '../visits/closings.ts';
import { inOrder, offerOf } from '../visits/eligibility.ts';
import { endExpiredVisits, endVisit, openVisit } from '../visits/visit.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** A visit begins with the kiosk's assertion and ends with the resident, or by itself. */
export function visitRoutes(office: Office, proveVisit: ProveVisit, now: () => number = Date.now): Route[] {
  const { db, keyring, community, catalogueAt, judge } = office;
  return [
    {
      method: 'post',
      path: '/api/visits',
      summary: 'Open a visit with an identity assertion; answers what this resident may have',
      body: visitRequest,
      answers: { 201: visitOpened },
      problems: ['malformed', 'assertion_invalid', 'assertion_replayed', 'kiosk_unknown'],
      handle: async (req, res) => {
        const { assertion } = parsed(visitRequest, req.body);
        const at = now();
        const claims = await openAssertion(assertion, { db, keyring, now: at });
        await endExpiredVisits(db, at);
        const { visit, token } = await openVisit(db, keyring, claims, at);
        const today = chinaDay(at);
        const closed = await closingAt(office, visit, at);
        const offers = await Promise.all(
          catalogueAt(at)
            .offered(today)
            .map(async (definition) =>
              closed(definition, offerOf(definition, await judge.atOpening(definition, visit, today))),
            ),
        );
        res.status(201).json({
          token,
          visit: {
            id: visit.id,
            community: { code: community.code, name: community.name },
            maskedName: maskedName(nameOn(visit.card)),
            level: visit.level,
            expiresAt: visit.expiresAt.toISOString(),
          },
          offers: inOrder(offers),
          unreceived: await unreceivedBy(db, visit.subject, today),
        });
      },
    },
    {
      method: 'delete',
      path: '/api/visits/current',
      summary: 'End the visit; the server forgets the card',
      proof: 'visit',
      answers: { 204: null },
      problems: ['visit_over'],
      handle: async (req, res) => {
        await endVisit(db, await proveVisit(req), now());
        res.status(204).end();
      },
    },
  ];
}
