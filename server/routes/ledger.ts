import { ledger } from '#server/contract/ledger.ts';
import { type LedgerParts, readLedger } from '../ledger/ledger.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** A resident sees who looked at their own data; nobody names another. */
export function ledgerRoutes(parts: LedgerParts, proveVisit: ProveVisit): Route[] {
  return [
    {
      method: 'get',
      path: '/api/ledger',
      summary: 'Who read which data of the resident whose visit it is, when and why',
      proof: 'visit',
      answers: { 200: ledger },
      problems: ['visit_over'],
      handle: async (req, res) => {
        const { subject } = await proveVisit(req);
        res.setHeader('Cache-Control', 'no-store');
        res.json(await readLedger(parts, subject));
      },
    },
  ];
}
