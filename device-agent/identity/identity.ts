/** Who this kiosk is: its private key, and the server's public keys it was enrolled with. One file in the data folder. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, importJWK } from 'jose';
import { type InferOutput, object, safeParse, string } from 'valibot';
import { enrolled } from '#server/contract/kiosks.ts';
import { type KioskId, kioskId, publicJwk } from '#server/contract/words.ts';

export class IdentityFault extends Error {
  readonly code: 'not_enrolled' | 'enrolment_refused' | 'server_unreachable' | 'damaged' | 'another_kiosk';

  constructor(code: IdentityFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IdentityFault';
    this.code = code;
  }
}

/** What it takes to sign as this kiosk, and to check and seal for its server. */
export interface Identity {
  readonly kiosk: KioskId;
  readonly signingKey: CryptoKey;
  readonly orderKey: CryptoKey;
  readonly assertionKey: CryptoKey;
}

export const privateJwk = object({ ...publicJwk.entries, d: string() });
const stored = object({
  kiosk: kioskId,
  key: privateJwk,
  server: enrolled.entries.keys,
});
export type StoredIdentity = InferOutput<typeof stored>;

const FILE = 'identity.json';

/** @throws IdentityFault `not_enrolled`, `damaged`, `another_kiosk`. */
export async function loadIdentity(dir: string, kiosk: KioskId): Promise<Identity> {
  const { kiosk: owner, key, server } = read(dir, kiosk);
  if (owner !== kiosk) {
    throw new IdentityFault('another_kiosk', `${dir} holds the key of ${owner}, not of ${kiosk}`);
  }
  return {
    kiosk,
    signingKey: await keyOf(key, 'ES256'),
    orderKey: await keyOf(server.orders, 'ES256'),
    assertionKey: await keyOf(server.assertions, 'ECDH-ES+A256KW'),
  };
}

/** Readable for the agent's user alone; whole or not at all, also when the power fails half way. */
export function storeIdentity(dir: string, identity: StoredIdentity): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const draft = join(dir, `${FILE}.new`);
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, JSON.stringify(identity));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(dir, FILE));
}

function read(dir: string, kiosk: KioskId): StoredIdentity {
  const file = join(dir, FILE);
  try {
    const parsed = safeParse(stored, JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.output;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      const remedy = 'run device-agent/enrol.ts with --code CODE; staff give the code';
      throw new IdentityFault('not_enrolled', `kiosk ${kiosk} is not enrolled: ${remedy}`);
    }
  }
  throw new IdentityFault('damaged', `${file} cannot be read or is damaged; enrol the kiosk again`);
}

async function keyOf(jwk: object, alg: string): Promise<CryptoKey> {
  const key = await importJWK({ ...jwk }, alg).catch(() => undefined);
  if (key !== undefined && !(key instanceof Uint8Array)) return key;
  throw new IdentityFault('damaged', 'a stored key is not a point of P-256; enrol the kiosk again');
}
