import { sql } from 'kysely';
import { object, string } from 'valibot';
import { openApi } from '../../openapi.ts';
import type { Db } from '../../store/database.ts';
import type { Route } from '../route.ts';

const health = object({ status: string() });

/** Whether the server can work, and what it offers. `others` are all the other routes. */
export function aboutRoutes(db: Db, others: readonly Route[]): Route[] {
  const routes: Route[] = [
    {
      method: 'get',
      path: '/api/health',
      summary: 'Whether the server reaches its database',
      answers: { 200: health },
      problems: ['database_unavailable'],
      handle: async (_req, res) => {
        await sql`select 1`.execute(db);
        res.json({ status: 'up' });
      },
    },
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description',
      answers: { 200: 'application/json' },
      handle: async (_req, res) => {
        res.json(description);
      },
    },
  ];
  const description = openApi([...others, ...routes]);
  return routes;
}
