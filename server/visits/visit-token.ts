/** Which visit a request belongs to. */
import type { Request } from 'express';
import { Refused } from '../problems.ts';
import type { FindVisit, Visit } from './visit.ts';

/** Throws `Refused` `visit_over` when the request carries no token of an open visit. */
export type ProveVisit = (req: Request) => Promise<Visit>;

/** `Authorization: Bearer <token>` (RFC 6750, 2.1). */
export function visitToken(findVisit: FindVisit, now: () => number = Date.now): ProveVisit {
  return async (req) => {
    const [scheme, token, ...more] = req.get('authorization')?.split(' ') ?? [];
    const isBearer = scheme?.toLowerCase() === 'bearer' && token !== undefined && more.length === 0;
    const visit = isBearer ? await findVisit(token, now()) : undefined;
    if (visit === undefined) throw new Refused('visit_over');
    return visit;
  };
}
