import { type RefusedProofs, refusedProofs } from '#server/contract/refused-proofs.ts';
import type { Route } from '../route.ts';

/** What no community may issue. Nobody need prove who they are to ask. */
export function refusedProofRoutes(list: () => RefusedProofs): Route[] {
  return [
    {
      method: 'get',
      path: '/api/refused-proofs',
      summary: 'The proofs that no community may issue, and what helps instead',
      answers: { 200: refusedProofs },
      handle: async (_req, res) => {
        res.json(list());
      },
    },
  ];
}
