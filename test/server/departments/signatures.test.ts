import { expect, it } from 'vitest';
import { openSecret, signedHeaders } from '../../../server/departments/exchanges/national-signature.ts';
import { requestHash } from '../../../server/departments/exchanges/x-road.ts';

// printf '%s' 's_1200000900000_2109demo-rid1763784000000' | openssl dgst -sha256 -hmac 'demo-secret-0001' -binary | base64
it('signs service, requester and time with the secret, in this order', () => {
  const signed = { service: 's_1200000900000_2109', requester: 'demo-rid', timeMs: 1763784000000 };
  expect(signedHeaders(signed, 'demo-secret-0001')).toEqual({
    gjgxjhpt_sid: 's_1200000900000_2109',
    gjgxjhpt_rid: 'demo-rid',
    gjgxjhpt_rtime: '1763784000000',
    gjgxjhpt_sign: '1oSXzHyTn3WDI4uxHZncGle6VFZn/XRm9X6PMs5Sq1c=',
  });
});

// printf '%s' 'demo-secret-0001' | openssl enc -aes-256-ecb -K $(printf '%s' KEY | xxd -p -c 64) | base64
it.each([
  ['0123456789abcdef', '0149wGJsCqo5j+ayaCvyxjdyIuBhqSTFkc2cJ+oWPtQ='],
  ['0123456789abcdef0123456789abcdef', 'nYtDJ6cTlz4KcR5Yj+2L04qjYkH96N8FTcMlxsaVuJ4='],
])('opens a secret that openssl sealed under the appKey %s', (appKey, sealed) => {
  expect(openSecret(sealed, appKey)).toBe('demo-secret-0001');
});

it('does not open a secret under another appKey', () => {
  const sealed = 'nYtDJ6cTlz4KcR5Yj+2L04qjYkH96N8FTcMlxsaVuJ4=';
  expect(() => openSecret(sealed, 'f123456789abcdef0123456789abcdef')).toThrow('malformed');
});

// h=$(printf 'POST\r\n/r1/...\r\nx-road-client:...\r\n...' | openssl dgst -sha512 -binary | xxd -p -c 200); b likewise of
// '{"a":1}'; printf "$h$b" | xxd -r -p | openssl dgst -sha512 -binary | base64 -w0
it('hashes the hashes of headers and body, as X-Road does', () => {
  const headers = {
    'X-Road-Client': 'DEMO/COM/1/linli',
    'X-Road-Id': '7f3a2f5e-0000-4000-8000-000000000001',
    'X-Road-UserId': '610202195403120024',
    'X-Road-Issue': 'c1',
  };
  expect(requestHash('/r1/DEMO/GOV/1/police/residence/person', headers, '{"a":1}')).toBe(
    'noTg1E2U8r/3Eeva20c0hOGneUvJSEldLRXjKYyJrhGpXU7jMPL54zySXDvcRJ75RzLVIE6DyuNkonVohfaQJA==',
  );
});
