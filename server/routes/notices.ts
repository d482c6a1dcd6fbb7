import type { Response } from 'express';
import { codePointNames } from '#printers/page/code-points.ts';
import { noticeIssued, noticeWish } from '#server/contract/notices.ts';
import type { NoticeParts } from '../notices/notice-text.ts';
import { issueNotice, type Noticed } from '../notices/notices.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** Slips that are no certificates. */
export function noticeRoutes(
  parts: NoticeParts,
  proveVisit: ProveVisit,
  now: () => number = Date.now,
): Route[] {
  return [
    {
      method: 'post',
      path: '/api/notices',
      summary: 'Print an answer, a refusal, where to go, a refused proof or the ledger as a slip',
      proof: 'visit',
      body: noticeWish,
      answers: { 201: noticeIssued },
      problems: [
        'malformed',
        'visit_over',
        'not_found',
        'glyphs_missing',
        'text_too_long',
        'request_differs',
      ],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        answer(res, await issueNotice(parts, visit, parsed(noticeWish, req.body), now()));
      },
    },
  ];
}

function answer(res: Response, noticed: Noticed): void {
  switch (noticed.kind) {
    case 'issued':
      res.status(201).json(noticed.answer);
      break;
    case 'glyphs_missing':
      sendProblem(res, 'glyphs_missing', codePointNames(noticed.codePoints));
      break;
    case 'answers_unknown':
      sendProblem(res, 'malformed', 'answers: none of this service');
      break;
    case 'nothing_to_say':
      sendProblem(res, 'malformed', 'service: its answer is no slip');
      break;
    case 'not_found':
    case 'text_too_long':
    case 'request_differs':
      sendProblem(res, noticed.kind);
      break;
    default:
      noticed satisfies never;
  }
}
