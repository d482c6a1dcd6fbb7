/**
 * GET /api/refused-proofs, 200 `refusedProofs`: the twenty proofs no community may issue, and what helps instead. Nobody
 * need prove who they are.
 */
import { array, type InferOutput, object, optional, string } from 'valibot';
import { localised, serviceId } from './words.ts';

const refusedProof = object({
  category: string(),
  title: localised,
  /** Why it is not needed any more, or who issues it. */
  why: localised,
  /** What to do now. */
  next: localised,
  who: string(),
  /** The service of this house that helps, if there is one. */
  instead: optional(serviceId),
});
export type RefusedProof = InferOutput<typeof refusedProof>;
export const refusedProofs = object({ source: string(), proofs: array(refusedProof) });
export type RefusedProofs = InferOutput<typeof refusedProofs>;
