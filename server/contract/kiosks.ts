/** What a kiosk and its server say to each other. All but enrolment carries a kiosk proof (envelopes.ts). */
import {
  array,
  type InferOutput,
  isoTimestamp,
  maxLength,
  nullable,
  object,
  picklist,
  pipe,
  string,
} from 'valibot';
import { jobId, kioskId, publicJwk, sha256, shortText } from './words.ts';

/** POST /api/kiosks: a one-time code from staff and the public half of a key made on the kiosk. 201 `enrolled`, 409 `code_unknown`. */
export const enrolment = object({ kiosk: kioskId, name: shortText, code: shortText, publicKey: publicJwk });
export type Enrolment = InferOutput<typeof enrolment>;
export const enrolled = object({
  kiosk: kioskId,
  keys: object({ orders: publicJwk, assertions: publicJwk }),
});
export type Enrolled = InferOutput<typeof enrolled>;

/** POST /api/kiosks/nonces: 201, for one assertion. */
export const nonce = object({ nonce: string(), expiresAt: pipe(string(), isoTimestamp()) });
export type Nonce = InferOutput<typeof nonce>;

const device = object({ state: shortText, conditions: array(shortText) });
/** POST /api/kiosks/heartbeats: 204. How the machine is; nothing about people. */
export const heartbeat = object({
  reader: device,
  printers: object({ page: nullable(device), slip: nullable(device) }),
});
export type Heartbeat = InferOutput<typeof heartbeat>;

/** In one request. */
export const MOST_OUTCOMES = 100;
/** POST /api/kiosks/outcomes: 204. Asked again with the same jobs it changes nothing. */
export const outcomes = object({
  outcomes: pipe(
    array(
      object({
        job: jobId,
        document: sha256,
        outcome: picklist(['done', 'not_printed', 'uncertain']),
        evidence: shortText,
        at: pipe(string(), isoTimestamp()),
      }),
    ),
    maxLength(MOST_OUTCOMES),
  ),
});
export type Outcomes = InferOutput<typeof outcomes>;

/** GET /api/documents/:sha256 answers the bytes of a document that an order for this kiosk names; 404 for any other. */
export const documentPath = (sha256: string): string => `/api/documents/${sha256}`;
