/** application/problem+json (RFC 9457): how the server says no. */
import { type InferOutput, number, object, optional, picklist, string } from 'valibot';

/** Meanings: docs/faults.md. */
export const PROBLEMS = [
  'malformed',
  'not_found',
  'too_large',
  'too_many_requests',
  'proof_invalid',
  'kiosk_unknown',
  'code_unknown',
  'assertion_invalid',
  'assertion_replayed',
  'visit_over',
  'level_too_low',
  'not_eligible',
  'glyphs_missing',
  'text_too_long',
  'copy_still_live',
  'not_in_doubt',
  'request_differs',
  'database_unavailable',
  'internal',
] as const;
export const problem = object({
  title: string(),
  status: number(),
  code: picklist(PROBLEMS),
  detail: optional(string()),
});
export type Problem = InferOutput<typeof problem>;
export type ProblemCode = (typeof PROBLEMS)[number];
