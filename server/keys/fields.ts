import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KeyFault } from './key-fault.ts';

/** Where a sealed value belongs; it opens nowhere else. */
export interface FieldPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D, 8.2.2: a random initialisation vector of 96 bits. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Names the key that sealed a value, so that a second one can come beside it. */
const KEY_ID = 1;
const HEAD_BYTES = 1 + IV_BYTES;

/** Seals fields: key id (1) | IV (12) | ciphertext | tag (16), with `table|column|row` as authenticated data. */
export class FieldCipher {
  readonly #key: KeyObject;
  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  seal(place: FieldPlace, value: string | Uint8Array): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv, { authTagLength: TAG_BYTES }).setAAD(nameOf(place));
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return Buffer.concat([Buffer.of(KEY_ID), iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws `KeyFault` `sealed_damaged`. */
  openBytes(place: FieldPlace, sealed: Uint8Array): Buffer {
    try {
      const decipher = createDecipheriv(CIPHER, this.#keyNamed(sealed[0]), sealed.subarray(1, HEAD_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(nameOf(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new KeyFault('sealed_damaged', `${place.table}.${place.column} cannot be opened`, { cause });
    }
  }

  /** Throws `KeyFault` `sealed_damaged`. */
  open(place: FieldPlace, sealed: Uint8Array): string {
    return this.openBytes(place, sealed).toString('utf8');
  }

  #keyNamed(id: number | undefined): KeyObject {
    if (id !== KEY_ID) throw new KeyFault('sealed_damaged', `there is no field key ${id}`);
    return this.#key;
  }
}

const nameOf = ({ table, column, row }: FieldPlace): Buffer => Buffer.from(`${table}|${column}|${row}`);
