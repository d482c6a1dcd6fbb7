import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { literal, nonEmpty, number, object, parse, pipe, string } from 'valibot';
import type { PublicJwk } from '#server/contract/words.ts';
import { KeyFault } from './key-fault.ts';
import { keepKey } from './key-file.ts';

/** A P-256 key pair of the server. `KeyObject`s go into jose as they are, and into node:crypto. */
export interface KeyPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** With `kid`. */
  readonly publicJwk: PublicJwk;
  /** Seconds since 1970. */
  readonly madeAt: number;
}

const KID_BYTES = 4;
const base64url = pipe(string(), nonEmpty());
const keyFile = object({
  madeAt: number(),
  jwk: object({ kty: literal('EC'), crv: literal('P-256'), x: base64url, y: base64url, d: base64url }),
});

/**
 * The key pair of a file, made on first use. Its kid is `name`, or the first 4 bytes of the thumbprint (RFC 7638) as
 * 8 hexadecimal digits. Throws `KeyFault`.
 */
export async function keepKeyPair(file: string, name?: string): Promise<KeyPair> {
  const text = await keepKey(file, makeKeyPair);
  try {
    const { madeAt, jwk } = parse(keyFile, JSON.parse(text));
    const { d: _, ...half } = jwk;
    const kid = name ?? (await shortThumbprint(half));
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    return { kid, privateKey, publicKey: createPublicKey(privateKey), publicJwk: { ...half, kid }, madeAt };
  } catch (cause) {
    throw new KeyFault('key_damaged', `${file} does not hold a P-256 key pair; put back the copy you kept`, {
      cause,
    });
  }
}

function makeKeyPair(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({ madeAt: Math.floor(Date.now() / 1000), jwk: privateKey.export({ format: 'jwk' }) });
}

async function shortThumbprint({ kty, crv, x, y }: PublicJwk): Promise<string> {
  const thumbprint = Buffer.from(await calculateJwkThumbprint({ kty, crv, x, y }), 'base64url');
  return thumbprint.toString('hex', 0, KID_BYTES);
}
