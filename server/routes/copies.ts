import type { Response } from 'express';
import { codePointNames } from '#printers/page/code-points.ts';
import { certificateIssued, copyWish } from '#server/contract/certificates.ts';
import { type Reprinted, reprint } from '../certificates/copies/reprint.ts';
import type { Workshop } from '../certificates/draft.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** 补打: one more copy of a certificate of this visit. */
export function copyRoutes(
  workshop: Workshop,
  proveVisit: ProveVisit,
  now: () => number = Date.now,
): Route[] {
  return [
    {
      method: 'post',
      path: '/api/copies',
      summary:
        'One more copy of a certificate whose last copy did not come out; the former is no longer live',
      proof: 'visit',
      body: copyWish,
      answers: { 201: certificateIssued },
      problems: [
        'malformed',
        'visit_over',
        'not_found',
        'copy_still_live',
        'glyphs_missing',
        'text_too_long',
        'request_differs',
      ],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        answer(res, await reprint(workshop, visit, parsed(copyWish, req.body), now()));
      },
    },
  ];
}

function answer(res: Response, reprinted: Reprinted): void {
  switch (reprinted.kind) {
    case 'issued':
      res.status(201).json(reprinted.answer);
      break;
    case 'glyphs_missing':
      sendProblem(res, 'glyphs_missing', codePointNames(reprinted.codePoints));
      break;
    case 'not_found':
    case 'copy_still_live':
    case 'text_too_long':
    case 'request_differs':
      sendProblem(res, reprinted.kind);
      break;
    default:
      reprinted satisfies never;
  }
}
