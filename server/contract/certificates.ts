/** Asking for a certificate, and for one more copy of it. */
import {
  array,
  boolean,
  type InferOutput,
  literal,
  number,
  object,
  optional,
  picklist,
  pipe,
  regex,
  string,
} from 'valibot';
import { decision } from './decisions.ts';
import { answers } from './notices.ts';
import { certificateNumber, civilDate, jobId, requestId, serviceId } from './words.ts';

/** POST /api/certificates with the visit's token: 201 `certificateIssued`, 409 `certificateRefused`. */
export const certificateWish = object({
  requestId,
  service: serviceId,
  purpose: string(),
  answers: optional(answers, {}),
});
export type CertificateWish = InferOutput<typeof certificateWish>;

/**
 * POST /api/copies with the visit's token: one more copy of a certificate of this resident whose last copy was not
 * printed, or whose fate is unknown and nobody saw it (补打). It gets a new copy number; the former copy is no longer live.
 * 201 `certificateIssued`, 409 `copy_still_live`.
 */
export const copyWish = object({
  requestId,
  number: certificateNumber,
  reason: picklist(['not_printed', 'uncertain']),
});
export type CopyWish = InferOutput<typeof copyWish>;

/**
 * POST /api/witnesses with the visit's token: a copy whose fate is unknown, and what the resident saw in the printer's mouth.
 * 204; 409 `not_in_doubt` when the machine knows by itself. The first answer stands.
 */
export const witness = object({ number: certificateNumber, copy: number(), came: boolean() });
export type Witness = InferOutput<typeof witness>;

/** What was seen. `seen_by_resident` and `missed_by_resident` are tapped on the screen, the others said by staff. */
export const WITNESS_REASONS = {
  seen_by_resident: { came: true },
  missed_by_resident: { came: false },
  handed_over: { came: true },
  kept_by_staff: { came: true },
  nothing_came: { came: false },
  came_spoiled: { came: false },
} as const;
export type WitnessReason = keyof typeof WITNESS_REASONS;

export const certificateIssued = object({
  kind: literal('issued'),
  number: certificateNumber,
  /** 1 for the first paper of this certificate. */
  copy: number(),
  validUntil: civilDate,
  /** Print orders (JWS), in the order in which they are to be handed to the agent. */
  orders: array(object({ job: jobId, printer: picklist(['page', 'slip']), order: string() })),
});
export type CertificateIssued = InferOutput<typeof certificateIssued>;

export const certificateRefused = object({
  title: string(),
  status: literal(409),
  code: literal('not_eligible'),
  decision,
});
export type CertificateRefused = InferOutput<typeof certificateRefused>;

/** POST /api/lookups: for people who type. The number on the paper and the last four of the identity number. 200 `lookupAnswer`. */
export const lookup = object({ number: certificateNumber, lastFour: pipe(string(), regex(/^\d{3}[\dX]$/u)) });
export type Lookup = InferOutput<typeof lookup>;
export const lookupAnswer = object({
  found: picklist(['live', 'expired', 'no_longer_live', 'unknown']),
  /** The copy that is good now; absent when none is. */
  copy: optional(number()),
  issuedOn: optional(civilDate),
  validUntil: optional(civilDate),
  /** What the paper is called; of one that is only data also whose data it is, and what it says in one sentence. */
  title: optional(string()),
  holder: optional(string()),
  statement: optional(string()),
});
export type LookupAnswer = InferOutput<typeof lookupAnswer>;
