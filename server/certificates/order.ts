/** The second envelope: a print order for one kiosk. */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { MEDIA, ORDER_SECONDS, type OrderClaims, SERVER } from '#server/contract/envelopes.ts';
import type { KioskId } from '#server/contract/words.ts';
import type { Keyring } from '../keys/keyring.ts';

export interface OrderedPaper {
  readonly kiosk: KioskId;
  readonly job: OrderClaims['job'];
  /** SHA-256 of the document. */
  readonly document: string;
  readonly printer: 'page' | 'slip';
  readonly pages: number;
  readonly after?: OrderClaims['job'];
}

/** JWS (RFC 7515), ES256, kid `orders`, compact. `now`: ms since 1970. */
export function signOrder(paper: OrderedPaper, { orders }: Keyring, now: number): Promise<string> {
  const iat = Math.floor(now / 1000);
  const claims: OrderClaims = {
    iss: SERVER,
    aud: paper.kiosk,
    jti: randomUUID(),
    iat,
    exp: iat + ORDER_SECONDS,
    job: paper.job,
    document: paper.document,
    mediaType: paper.printer === 'page' ? MEDIA.certificate : MEDIA.receipt,
    printer: paper.printer,
    pages: paper.pages,
    ...(paper.after === undefined ? {} : { after: paper.after }),
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: orders.kid }).sign(orders.privateKey);
}
