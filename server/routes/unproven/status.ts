import { statusList } from '#server/contract/paper/certificate-code.ts';
import { readStatusList } from '../../certificates/checking/status-list.ts';
import type { Db } from '../../store/database.ts';
import type { Route } from '../route.ts';

/** Which copies are no longer live, for everybody at once. */
export function statusRoutes(db: Db, now: () => number = Date.now): Route[] {
  return [
    {
      method: 'get',
      path: '/api/status',
      summary: 'The status list: one bit a copy, 1 = no longer live',
      answers: { 200: statusList },
      handle: async (_req, res) => {
        res.setHeader('Cache-Control', 'no-cache');
        res.json(await readStatusList(db, now()));
      },
    },
  ];
}
