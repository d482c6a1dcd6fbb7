import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { FieldCipher } from '../../../server/keys/fields.ts';

const PLACE = { table: 'resident', column: 'name', row: 'a1' };
const fields = new FieldCipher(randomBytes(32));
const damaged = expect.objectContaining({ code: 'sealed_damaged' });

it.each([
  ['another row', { ...PLACE, row: 'a2' }],
  ['another column', { ...PLACE, column: 'address' }],
  ['another table', { ...PLACE, table: 'kiosk' }],
])('does not open in %s', (_, place) => {
  const sealed = fields.seal(PLACE, '王样例');
  expect(() => fields.open(place, sealed)).toThrow(damaged);
});

it('does not open when any one byte was changed', () => {
  const sealed = fields.seal(PLACE, '王样例');
  for (let at = 0; at < sealed.length; at += 1) {
    const spoiled = Buffer.from(sealed);
    spoiled.writeUInt8(spoiled.readUInt8(at) ^ 1, at);
    expect(() => fields.open(PLACE, spoiled)).toThrow(damaged);
  }
});

it.each(['', '01', '0102030405'])('does not open %j, which is too short to be sealed', (hex) => {
  expect(() => fields.open(PLACE, Buffer.from(hex, 'hex'))).toThrow(damaged);
});

it('does not open with another key', () => {
  const sealed = fields.seal(PLACE, '王样例');
  expect(() => new FieldCipher(randomBytes(32)).open(PLACE, sealed)).toThrow(damaged);
});

it('opens where it belongs, and never seals alike twice', () => {
  const sealed = [fields.seal(PLACE, '王样例'), fields.seal(PLACE, '王样例')];
  expect(sealed.map((value) => fields.open(PLACE, value))).toEqual(['王样例', '王样例']);
  expect(sealed[0]).not.toEqual(sealed[1]);
  expect(sealed[0]?.includes(Buffer.from('王样例'))).toBe(false);
});

/** Computed with AESGCM of python3-cryptography: key 00..1f, IV a0..ab, AAD `t|c|r`. */
it('opens what another implementation sealed', () => {
  const key = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
  const sealed = Buffer.from(
    '01a0a1a2a3a4a5a6a7a8a9aaab0196f7cbe57ce601e9ce6304258ca6f0a92a4be84f5813f004',
    'hex',
  );
  expect(new FieldCipher(key).open({ table: 't', column: 'c', row: 'r' }, sealed)).toBe('王样例');
});
