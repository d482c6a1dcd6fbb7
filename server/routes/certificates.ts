import type { Response } from 'express';
import { union } from 'valibot';
import { codePointNames } from '#printers/page/code-points.ts';
import {
  type CertificateRefused,
  certificateIssued,
  certificateRefused,
  certificateWish,
} from '#server/contract/certificates.ts';
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import { problem } from '#server/contract/problems.ts';
import { type Issued, issueCertificate, type Office } from '../certificates/issue.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { ProveVisit } from '../visits/visit-token.ts';
import type { Route } from './route.ts';

/** Certificates of the resident whose visit it is. */
export function certificateRoutes(
  office: Office,
  proveVisit: ProveVisit,
  now: () => number = Date.now,
): Route[] {
  return [
    {
      method: 'post',
      path: '/api/certificates',
      summary: 'Issue a certificate; answers the print orders, or why not',
      proof: 'visit',
      body: certificateWish,
      answers: { 201: certificateIssued, 409: union([certificateRefused, problem]) },
      problems: [
        'malformed',
        'visit_over',
        'not_found',
        'level_too_low',
        'glyphs_missing',
        'text_too_long',
        'request_differs',
      ],
      handle: async (req, res) => {
        const visit = await proveVisit(req);
        answer(res, await issueCertificate(office, visit, parsed(certificateWish, req.body), now()));
      },
    },
  ];
}

function answer(res: Response, issued: Issued): void {
  switch (issued.kind) {
    case 'issued':
      res.status(201).json(issued.answer);
      break;
    case 'not_eligible':
      refuse(res, issued.decision);
      break;
    case 'glyphs_missing':
      sendProblem(res, 'glyphs_missing', codePointNames(issued.codePoints));
      break;
    case 'purpose_unknown':
      sendProblem(res, 'malformed', 'purpose: none of this service');
      break;
    case 'answers_unknown':
      sendProblem(res, 'malformed', 'answers: none of this service');
      break;
    case 'not_found':
    case 'level_too_low':
    case 'text_too_long':
    case 'request_differs':
      sendProblem(res, issued.kind);
      break;
    default:
      issued satisfies never;
  }
}

function refuse(res: Response, decision: DecisionAnswer): void {
  const refused: CertificateRefused = { title: 'not eligible', status: 409, code: 'not_eligible', decision };
  res.status(409).type('application/problem+json').send(JSON.stringify(refused));
}
