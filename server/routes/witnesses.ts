import { witness } from '#server/contract/certificates.ts';
import { bearWitness } from '../certificates/copies/witness.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { Db } from '../store/database.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** What the resident saw in the printer's mouth. */
export function witnessRoutes(db: Db, proveVisit: ProveVisit, now: () => number = Date.now): Route[] {
  return [
    {
      method: 'post',
      path: '/api/witnesses',
      summary: 'Whether a copy came out whose fate the machine does not know, as the resident saw it',
      proof: 'visit',
      body: witness,
      answers: { 204: null },
      problems: ['malformed', 'visit_over', 'not_found', 'not_in_doubt'],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        const { kind } = await bearWitness(db, visit, parsed(witness, req.body), now());
        if (kind === 'noted') res.status(204).end();
        else sendProblem(res, kind);
      },
    },
  ];
}
