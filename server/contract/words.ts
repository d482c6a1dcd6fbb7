/** The words all wires share: ids, dates, hashes. Parsed once, at the edge. */
import {
  brand,
  type InferOutput,
  maxLength,
  minLength,
  object,
  optional,
  picklist,
  pipe,
  regex,
  string,
  uuid,
} from 'valibot';

/** A day without a time, `YYYY-MM-DD`, in Asia/Shanghai. */
export const civilDate = pipe(string(), regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u));
/** SHA-256 of a document, 64 hexadecimal digits, lower case. */
export const sha256 = pipe(string(), regex(/^[0-9a-f]{64}$/u));
export const KIOSK_ID = /^[a-z0-9][a-z0-9-]{0,62}$/u;
export const kioskId = pipe(string(), regex(KIOSK_ID), brand('KioskId'));
export type KioskId = InferOutput<typeof kioskId>;
/** A print job's id, chosen by the server, kept by the agent's spool for ever. */
export const jobId = pipe(string(), uuid(), brand('JobId'));
export type JobId = InferOutput<typeof jobId>;
/** `<community code>-<year>-<running number>`, e.g. 610202001001-2026-000173. */
export const certificateNumber = pipe(string(), regex(/^\d{12}-\d{4}-\d{6,}$/u), brand('CertificateNumber'));
export type CertificateNumber = InferOutput<typeof certificateNumber>;
/** Chosen by the caller; the same request asked again gives the same answer. */
export const requestId = pipe(string(), uuid());
export const serviceId = pipe(string(), regex(/^[a-z][a-z0-9-]{0,62}$/u));
/** Sentences in each language the service speaks; Chinese is always there. */
export const localised = object({ zh: string(), en: optional(string()) });
export type Localised = InferOutput<typeof localised>;
/** How surely a visit's holder is who the card names, weakest first: docs/certificates.md. */
export const LEVELS = ['L0', 'L1', 'L2', 'L3'] as const;
export const level = picklist(LEVELS);
export type Level = InferOutput<typeof level>;
/** A public key in JWK form (RFC 7517), P-256. */
export const publicJwk = object({
  kty: string(),
  crv: string(),
  x: string(),
  y: string(),
  kid: optional(string()),
});
export type PublicJwk = InferOutput<typeof publicJwk>;
/** Characters of a name, a code, a state, a piece of evidence. */
export const MAX_SHORT_TEXT = 200;
export const shortText = pipe(string(), minLength(1), maxLength(MAX_SHORT_TEXT));
/** A sealed envelope in compact form (RFC 7515, 7516); that of a card has about 2000 characters. */
export const sealedEnvelope = pipe(string(), minLength(1), maxLength(16 * 1024));
