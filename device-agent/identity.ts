/** Who this kiosk is: its key pair, and the server's public keys it was enrolled with. One file in the data folder. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import { type InferOutput, nullable, object, safeParse, string } from 'valibot';
import { type Enrolled, enrolled } from '#server/contract/kiosks.ts';
import { type KioskId, kioskId, publicJwk } from '#server/contract/words.ts';

export class IdentityFault extends Error {
  readonly code: 'not_enrolled' | 'enrolment_refused' | 'server_unreachable' | 'damaged' | 'another_kiosk';

  constructor(code: IdentityFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IdentityFault';
    this.code = code;
  }
}

/** What it takes to sign as this kiosk and to check and seal for its server. */
export interface Identity {
  readonly kiosk: KioskId;
  readonly signingKey: CryptoKey;
  readonly orderKey: CryptoKey;
  readonly assertionKey: CryptoKey;
}

const stored = object({
  kiosk: kioskId,
  key: object({ ...publicJwk.entries, d: string() }),
  /** Null between the making of the key and the server's yes. */
  server: nullable(enrolled.entries.keys),
});
type Stored = InferOutput<typeof stored>;

const FILE = 'identity.json';

function read(dir: string, kiosk: KioskId): Stored | undefined {
  let text: string;
  try {
    text = readFileSync(join(dir, FILE), 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw new IdentityFault('damaged', `${join(dir, FILE)} cannot be read`, { cause: fault });
  }
  const parsed = safeParse(stored, parsedJson(text));
  if (!parsed.success)
    throw new IdentityFault('damaged', `${join(dir, FILE)} is damaged; enrol the kiosk again`);
  if (parsed.output.kiosk !== kiosk) {
    throw new IdentityFault(
      'another_kiosk',
      `${dir} holds the key of ${parsed.output.kiosk}, not of ${kiosk}`,
    );
  }
  return parsed.output;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power fails half way. */
function write(dir: string, identity: Stored): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const draft = join(dir, `${FILE}.new`);
  const file = openSync(draft, 'w', 0o600);
  try {
    chmodSync(draft, 0o600);
    writeFileSync(file, JSON.stringify(identity));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(dir, FILE));
}

async function newIdentity(kiosk: KioskId): Promise<Stored> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const { kty = '', crv = '', x = '', y = '', d = '' } = await exportJWK(pair.privateKey);
  return { kiosk, key: { kty, crv, x, y, d }, server: null };
}

async function keyOf(jwk: object, alg: string): Promise<CryptoKey> {
  const key = await importJWK({ ...jwk }, alg);
  if (key instanceof Uint8Array)
    throw new IdentityFault('damaged', 'a key of the identity is not a P-256 key');
  return key;
}

/** @throws IdentityFault `not_enrolled`, `damaged`, `another_kiosk`. */
export async function loadIdentity(dir: string, kiosk: KioskId): Promise<Identity> {
  const { key, server } = read(dir, kiosk) ?? { key: undefined, server: null };
  if (key === undefined || server === null) {
    throw new IdentityFault(
      'not_enrolled',
      `kiosk ${kiosk} is not enrolled: start once with --enrol CODE (staff give the code)`,
    );
  }
  return {
    kiosk,
    signingKey: await keyOf(key, 'ES256'),
    orderKey: await keyOf(server.orders, 'ES256'),
    assertionKey: await keyOf(server.assertions, 'ECDH-ES+A256KW'),
  };
}

export interface Enrolling {
  readonly dir: string;
  readonly kiosk: KioskId;
  readonly name: string;
  readonly serverUrl: string;
  /** One-time code from staff. */
  readonly code: string;
  readonly answerWithinMs?: number;
}

/**
 * Makes the kiosk's key where there is none and exchanges public keys with the server. The key is on disk before it
 * is shown, so an answer that is lost costs a new code and nothing else.
 * @throws IdentityFault `enrolment_refused`, `server_unreachable`, `damaged`, `another_kiosk`.
 */
export async function enrol({
  dir,
  kiosk,
  name,
  serverUrl,
  code,
  answerWithinMs = 10_000,
}: Enrolling): Promise<void> {
  const identity = read(dir, kiosk) ?? (await newIdentity(kiosk));
  write(dir, identity);
  const { d: _secret, ...publicKey } = identity.key;
  const server = await exchange(
    new URL('/api/kiosks', serverUrl),
    { kiosk, name, code, publicKey },
    answerWithinMs,
  );
  write(dir, { ...identity, server: server.keys });
}

async function exchange(url: URL, body: object, answerWithinMs: number): Promise<Enrolled> {
  let status: number;
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    status = response.status;
    answer = parsedJson(await response.text());
  } catch (cause) {
    throw new IdentityFault('server_unreachable', `${url.origin} does not answer`, { cause });
  }
  const parsed = safeParse(enrolled, answer);
  if (status === 201 && parsed.success) return parsed.output;
  throw new IdentityFault(
    'enrolment_refused',
    `the server refused the enrolment (${status}); ask staff for a new code`,
  );
}
