import { expect, it } from 'vitest';
import { BlindIndex } from '../../../server/keys/blind-index.ts';

const KEY = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');

it('differs under another key: without the key nobody can try numbers', () => {
  const other = new BlindIndex(Buffer.alloc(32, 7));
  expect(other.of('11010519491231002X')).not.toEqual(new BlindIndex(KEY).of('11010519491231002X'));
});

it('is the same however the number was typed', () => {
  const index = new BlindIndex(KEY);
  expect(index.of(' 11010519491231002x ')).toEqual(index.of('11010519491231002X'));
});

/** `printf 11010519491231002X | openssl mac -digest SHA256 -macopt hexkey:0001..1f HMAC`; the number is the sample of GB 11643-1999. */
it('is HMAC-SHA256 of the number', () => {
  const known = 'a66755453b106dcea0cfa264214ae59ff1e8b067f3e5f3aa8085e1d8757880eb';
  expect(new BlindIndex(KEY).of('11010519491231002X').toString('hex')).toBe(known);
});
