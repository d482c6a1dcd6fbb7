import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BlindIndex } from './blind-index.ts';
import { FieldCipher } from './fields.ts';
import { KeyFault } from './key-fault.ts';
import { keepKey } from './key-file.ts';
import { type KeyPair, keepKeyPair } from './key-pair.ts';
import { keepSeal, type SealKey } from './seal-key.ts';

const SECRET_BYTES = 32;

/** Every key of the server, each in a file of its own (0600) in `keys.dir`. */
export interface Keyring {
  /** Signs certificates (ES256); its kid is 8 hexadecimal digits, the 4 bytes in the code on the paper. */
  readonly issuer: KeyPair;
  /** Signs print orders (ES256, kid `orders`). */
  readonly orders: KeyPair;
  /** Opens identity assertions (ECDH-ES+A256KW, kid `assertions`). */
  readonly assertions: KeyPair;
  /** Seals the papers' files. */
  readonly seal: SealKey;
  readonly fields: FieldCipher;
  readonly index: BlindIndex;
}

/**
 * Reads the keys, making those that are missing. `organisation`: who seals. `now`: ms since 1970. Throws `KeyFault`
 * `key_damaged`.
 */
export async function openKeyring(dir: string, organisation: string, now = Date.now()): Promise<Keyring> {
  const [issuer, orders, assertions, fields, index] = await Promise.all([
    keepKeyPair(join(dir, 'issuer.json')),
    keepKeyPair(join(dir, 'orders.json'), 'orders'),
    keepKeyPair(join(dir, 'assertions.json'), 'assertions'),
    keepSecret(join(dir, 'fields.key')),
    keepSecret(join(dir, 'index.key')),
  ]);
  const seal = await keepSeal(dir, organisation, now);
  return { issuer, orders, assertions, seal, fields: new FieldCipher(fields), index: new BlindIndex(index) };
}

async function keepSecret(file: string): Promise<Buffer> {
  const text = await keepKey(file, () => randomBytes(SECRET_BYTES).toString('base64url'));
  const secret = Buffer.from(text.trim(), 'base64url');
  if (secret.length === SECRET_BYTES) return secret;
  throw new KeyFault(
    'key_damaged',
    `${file} does not hold ${SECRET_BYTES} bytes; put back the copy you kept`,
  );
}
