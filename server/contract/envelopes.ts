/**
 * The two sealed envelopes that pass through the screen, and the proof a kiosk puts on its own requests.
 *
 * identity assertion: JWS (ES256, kid = kiosk id) inside JWE (ECDH-ES+A256KW, A256GCM) to the server's `assertions` key.
 * print order: JWS (ES256, kid `orders`), made by the server for one kiosk.
 * kiosk proof: JWS (ES256, kid = kiosk id) in the Authorization header, good for one request (after RFC 9449, DPoP).
 */
import {
  type InferOutput,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  uuid,
} from 'valibot';
import { cardRecord } from '#agent/contract/card-kinds.ts';
import { jobId, kioskId, sha256 } from './words.ts';

/** Seconds an assertion, an order and a proof are good for. */
export const ASSERTION_SECONDS = 120;
export const ORDER_SECONDS = 600;
export const PROOF_SECONDS = 60;
export const SERVER = 'linli-server';
/** `Authorization: LinliKiosk <kiosk proof>` */
export const PROOF_SCHEME = 'LinliKiosk';

export const assertionClaims = object({
  iss: kioskId,
  aud: literal(SERVER),
  /** The server's nonce, used once. */
  nonce: string(),
  iat: number(),
  /** Printed form of the reader's SAM number. */
  samId: string(),
  card: cardRecord,
});
export type AssertionClaims = InferOutput<typeof assertionClaims>;

export const MEDIA = { certificate: 'application/pdf', receipt: 'application/vnd.linli.slip+json' } as const;

/** No paper of ours is longer; a printer that is told to count on for ever would be waited for. */
const MOST_PAGES = 50;

export const orderClaims = object({
  iss: literal(SERVER),
  aud: kioskId,
  /** Nonce; the agent remembers it until `exp` has passed. */
  jti: pipe(string(), uuid()),
  iat: number(),
  exp: number(),
  job: jobId,
  document: sha256,
  mediaType: picklist([MEDIA.certificate, MEDIA.receipt]),
  printer: picklist(['page', 'slip']),
  /** Sides of paper; servers older than this word order one. */
  pages: optional(pipe(number(), integer(), minValue(1), maxValue(MOST_PAGES)), 1),
  /** Start only when that job is done; if it was not printed or its fate is unknown, this one is not printed. */
  after: optional(jobId),
});
export type OrderClaims = InferOutput<typeof orderClaims>;

export const proofClaims = object({
  iss: kioskId,
  aud: literal(SERVER),
  jti: pipe(string(), uuid()),
  iat: number(),
  /** Method and path of the request, e.g. POST and /api/kiosks/nonces. */
  htm: string(),
  htu: string(),
  /** SHA-256 of the request body, base64url; of the empty string when there is none. */
  bodyHash: string(),
});
export type ProofClaims = InferOutput<typeof proofClaims>;
