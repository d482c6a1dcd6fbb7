import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * The blind index of an identity number: HMAC-SHA256 under a key of its own. Never a plain hash: one district has
 * some 36 million possible numbers, a minute's work to try them all.
 */
export class BlindIndex {
  readonly #key: KeyObject;
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  of(idNumber: string): Buffer {
    return createHmac('sha256', this.#key).update(idNumber.trim().toUpperCase()).digest();
  }
}
