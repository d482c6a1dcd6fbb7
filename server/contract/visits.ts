/** A visit: one resident's time at a kiosk, opened by an identity assertion. */
import { array, type InferOutput, isoTimestamp, number, object, picklist, pipe, string, uuid } from 'valibot';
import { offer } from './decisions.ts';
import { certificateNumber, civilDate, level, sealedEnvelope, serviceId } from './words.ts';

/** POST /api/visits: 201 `visitOpened`; 401 `assertion_invalid`, `assertion_replayed`, `kiosk_unknown`. */
export const visitRequest = object({ assertion: sealedEnvelope });

/** A certificate of this resident that is still valid and whose last copy nobody is known to hold. */
const unreceived = object({
  number: certificateNumber,
  copy: number(),
  service: serviceId,
  validUntil: civilDate,
  /** `uncertain`: it may have come out, and nobody has said. */
  fate: picklist(['not_printed', 'uncertain']),
});
export type Unreceived = InferOutput<typeof unreceived>;

export const visitOpened = object({
  /** Bearer token of this visit; kept in memory only. */
  token: string(),
  visit: object({
    id: pipe(string(), uuid()),
    community: object({ code: string(), name: string() }),
    maskedName: string(),
    level,
    expiresAt: pipe(string(), isoTimestamp()),
  }),
  offers: array(offer),
  /** The youngest first. */
  unreceived: array(unreceived),
});
export type VisitOpened = InferOutput<typeof visitOpened>;

/** POST /api/checks with the visit's token: 200 `offer`; the rules asked again, e.g. after staff mended the register. */
export const check = object({ service: serviceId });

/** DELETE /api/visits/current with the visit's token: 204. */
