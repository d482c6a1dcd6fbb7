import type { Request, Response } from 'express';
import type { GenericSchema } from 'valibot';
import type { ProblemCode } from '#server/contract/problems.ts';

/** One operation of the JSON API. The same list mounts it (app.ts) and describes it (openapi.ts). */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** As Express has it: `/api/documents/:sha256`. */
  readonly path: string;
  readonly summary: string;
  /** How the caller proves itself: the kiosk's signature, or the token of a visit. */
  readonly proof?: 'kiosk' | 'visit';
  readonly body?: GenericSchema;
  /** Status -> what is answered: a schema for JSON, a media type for bytes, null for nothing. */
  readonly answers: Readonly<Record<number, GenericSchema | string | null>>;
  readonly problems?: readonly ProblemCode[];
  readonly handle: (req: Request, res: Response) => Promise<void>;
}
