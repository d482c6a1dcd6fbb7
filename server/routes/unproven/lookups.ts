import { lookup, lookupAnswer } from '#server/contract/certificates.ts';
import { Allowance } from '../../certificates/allowance.ts';
import { lookUp } from '../../certificates/checking/lookup.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { parsed, sendProblem } from '../../problems.ts';
import type { Db } from '../../store/database.ts';
import type { Route } from '../route.ts';

/** Enough to mistype, too few to try the last fours (11 x 1000) of a number while its certificate is good. */
const LOOKUPS_OF_ONE_NUMBER = { tries: 10, windowMs: 24 * 3_600_000 };
/**
 * Of all callers together: behind a proxy they have one address, so addresses tell nothing. It also bounds how many
 * numbers are remembered in a day.
 */
const LOOKUPS_OF_ALL = { tries: 120, windowMs: 60_000 };

/** Checking a certificate by typing. */
export function lookupRoutes(db: Db, keyring: Keyring, now: () => number = Date.now): Route[] {
  const all = new Allowance(LOOKUPS_OF_ALL);
  const numbers = new Allowance(LOOKUPS_OF_ONE_NUMBER);
  return [
    {
      method: 'post',
      path: '/api/lookups',
      summary: 'Whether a certificate is live, by its number and the last four of the identity number',
      body: lookup,
      answers: { 200: lookupAnswer },
      problems: ['malformed', 'too_many_requests'],
      handle: async (req, res) => {
        const asked = parsed(lookup, req.body);
        const mayAsk = all.take('all', now()) && numbers.take(asked.number, now());
        if (!mayAsk) return sendProblem(res, 'too_many_requests');
        res.json(await lookUp(db, keyring, asked, now()));
      },
    },
  ];
}
