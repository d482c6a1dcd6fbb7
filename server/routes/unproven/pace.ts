import { pace } from '#server/contract/pace.ts';
import type { Localised } from '#server/contract/words.ts';
import { readPace } from '../../kiosks/pace.ts';
import type { Db } from '../../store/database.ts';
import type { Route } from '../route.ts';

/** How long it takes, for the idle screen and for staff. */
export function paceRoutes(
  db: Db,
  titleOf: (service: string) => Localised,
  now: () => number = Date.now,
): Route[] {
  return [
    {
      method: 'get',
      path: '/api/pace',
      summary: 'Seconds from card to paper, median and 95th percentile, by service',
      answers: { 200: pace },
      handle: async (_req, res) => {
        res.json(await readPace(db, titleOf, now()));
      },
    },
  ];
}
