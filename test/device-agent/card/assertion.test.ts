import { compactDecrypt, compactVerify } from 'jose';
import { expect, it } from 'vitest';
import { sealAssertion } from '../../../device-agent/card/assertion.ts';
import { keyPairs } from '../identity/identities.ts';
import { WANG_READ } from './wang.ts';

it('seals the card for the server alone, signed by the kiosk', async () => {
  const { identity, kiosk, assertions } = await keyPairs();
  const at = Date.parse('2026-11-22T02:00:00.900Z');
  const sealed = await sealAssertion(identity, {
    card: WANG_READ,
    samId: '05.03-20261122-1',
    nonce: 'n1',
    at,
  });

  const { plaintext, protectedHeader } = await compactDecrypt(sealed, assertions.privateKey);
  expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'assertions' });
  const inner = await compactVerify(Buffer.from(plaintext).toString(), kiosk.publicKey);
  expect(inner.protectedHeader).toEqual({ alg: 'ES256', kid: 'hongqi-01' });
  expect(JSON.parse(Buffer.from(inner.payload).toString())).toEqual({
    iss: 'hongqi-01',
    aud: 'linli-server',
    nonce: 'n1',
    iat: 1795312800,
    samId: '05.03-20261122-1',
    card: WANG_READ,
  });
});
