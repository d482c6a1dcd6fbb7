import { createHash, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { parse } from 'valibot';
import { type OrderClaims, orderClaims } from '#server/contract/envelopes.ts';
import { KIOSK } from '../identity/identities.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const PDF = Buffer.from('%PDF-1.7 样例');

/** A good order for a page, with what the test wants otherwise. */
export function order(
  otherwise: Partial<Record<keyof OrderClaims, unknown>> = {},
  now = Date.now(),
): OrderClaims {
  return parse(orderClaims, {
    iss: 'linli-server',
    aud: KIOSK,
    jti: randomUUID(),
    iat: Math.floor(now / 1000),
    exp: Math.floor(now / 1000) + 600,
    job: randomUUID(),
    document: sha256Of(PDF),
    mediaType: 'application/pdf',
    printer: 'page',
    ...otherwise,
  });
}

export function signed(claims: object, key: CompactSignKey, header: object = {}): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', kid: 'orders', ...header })
    .sign(key);
}
type CompactSignKey = Parameters<CompactSign['sign']>[0];
