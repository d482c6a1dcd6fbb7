/**
 * Whether a paper is what it says: its code is read and its signature checked in this page, and the lists of trusted
 * keys and of void copies are fetched whole. So the server does not learn which paper was held to the scanner.
 */
import { decode } from 'cborg';
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import { statusList, type TrustList, trustList } from '#server/contract/paper/certificate-code.ts';
import { readCode, type SignedCode } from '#server/contract/paper/code-reading.ts';
import { type Knowledge, type Verdict, verdictOn } from '#server/contract/paper/code-verdict.ts';
import { unpackBits } from '#server/contract/paper/status-bits.ts';
import type { PublicJwk } from '#server/contract/words.ts';

const ANSWER_WITHIN_MS = 6000;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Throws when the page has no WebCrypto: it is there on a loopback origin. */
export async function checkPaper(server: URL, digits: string): Promise<Verdict> {
  const reading = readCode(digits, decode);
  const [trust, status] = await Promise.all([
    listAt(server, '/api/trust', trustList),
    listAt(server, '/api/status', statusList),
  ]);
  const bits = status && (await unpackBits(status.bits));
  const knowledge: Knowledge = {
    trust,
    status: status && bits && { list: status, bits, isFresh: true },
    now: Math.floor(Date.now() / 1000),
  };
  const signers = reading.kind === 'read' ? await signersOf(reading.code, trust) : [];
  return verdictOn(reading, knowledge, (_code, key) => signers.includes(key));
}

/** The keys of the list that made this signature. */
async function signersOf(code: SignedCode, trust: TrustList | undefined): Promise<PublicJwk[]> {
  const keys = (trust?.issuers ?? []).map(({ publicKey }) => publicKey);
  const isSigner = await Promise.all(keys.map((key) => isSignedBy(code, key)));
  return keys.filter((_, at) => isSigner[at]);
}

/** A key that is no point of P-256 signed nothing. */
async function isSignedBy({ signed, signature }: SignedCode, { x, y }: PublicJwk): Promise<boolean> {
  try {
    const jwk = { kty: 'EC', crv: 'P-256', x, y };
    const key = await crypto.subtle.importKey('jwk', jwk, ES256, false, ['verify']);
    return await crypto.subtle.verify(ES256, key, Uint8Array.from(signature), Uint8Array.from(signed));
  } catch {
    return false;
  }
}

/** Undefined when the server does not answer, or with something else. */
async function listAt<S extends GenericSchema>(
  server: URL,
  path: string,
  schema: S,
): Promise<InferOutput<S> | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await fetch(new URL(path, server), { signal, cache: 'no-cache' });
    const { success, output } = safeParse(schema, await answer.json());
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}
