/** What a kiosk and its server say to each other. All but enrolment carries a kiosk proof (envelopes.ts). */
import {
  array,
  type InferOutput,
  isoTimestamp,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
} from 'valibot';
import { jobId, kioskId, MAX_SHORT_TEXT, publicJwk, sha256, shortText } from './words.ts';

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
/** A printer has a few trays and cartridges; a wrong one cannot fill the database. */
export const MOST_SUPPLIES = 16;
const supply = object({
  kind: shortText,
  name: shortText,
  /** Null: there is some, the device cannot say how much. */
  percent: nullable(pipe(number(), minValue(0), maxValue(100))),
});
export type Supply = InferOutput<typeof supply>;
const printer = object({
  ...device.entries,
  supplies: optional(pipe(array(supply), maxLength(MOST_SUPPLIES))),
});
/** A step of a reading that takes longer than an hour is a wrong clock. */
const MOST_STEP_MS = 3_600_000;
const stepMs = nullable(pipe(number(), minValue(0), maxValue(MOST_STEP_MS)));
/** The last reading in figures (device-agent/contract/messages.ts). Its fault is any word: agents may be newer than the server. */
const lastReading = object({
  outcome: shortText,
  said: nullable(pipe(string(), maxLength(MAX_SHORT_TEXT))),
  findMs: stepMs,
  selectMs: stepMs,
  readMs: stepMs,
  addressMs: stepMs,
});
export type LastReading = InferOutput<typeof lastReading>;

/** POST /api/kiosks/heartbeats: 204. How the machine is; nothing about people. Older agents leave out what is optional. */
export const heartbeat = object({
  reader: object({ ...device.entries, lastReading: optional(nullable(lastReading)) }),
  /** Null when the kiosk has no scanner of its own. */
  scanner: optional(nullable(object({ state: shortText }))),
  printers: object({ page: nullable(printer), slip: nullable(printer) }),
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
