import { compactDecrypt, compactVerify } from 'jose';
import { expect, it } from 'vitest';
import type { CardRecord } from '#agent/contract/card-kinds.ts';
import { sealAssertion } from '../../../device-agent/card/assertion.ts';
import { keyPairs } from '../identity/identities.ts';

const CARD: CardRecord = {
  kind: 'mainland',
  name: '王样例',
  sexCode: '2',
  ethnicCode: '01',
  birth: '1954-03-12',
  address: '陕西省铜川市王益区样例路12号',
  idNumber: '61020219540312002X',
  authority: '样例市公安局',
  validFrom: '2014-05-01',
  validTo: 'long_term',
};

it('seals the card for the server alone, signed by the kiosk', async () => {
  const { identity, kiosk, assertions } = await keyPairs();
  const at = Date.parse('2026-11-22T02:00:00.900Z');
  const sealed = await sealAssertion(identity, { card: CARD, samId: '05.03-20261122-1', nonce: 'n1', at });

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
    card: CARD,
  });
});
