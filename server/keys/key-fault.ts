/**
 * `key_damaged`: a key file does not hold what it should. `another_key`: the database was sealed with others.
 * `sealed_damaged`: a value was not sealed for this place by our key.
 */
export class KeyFault extends Error {
  readonly code: 'key_damaged' | 'another_key' | 'sealed_damaged';
  constructor(code: KeyFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KeyFault';
    this.code = code;
  }
}
