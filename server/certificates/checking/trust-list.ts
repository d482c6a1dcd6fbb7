import type { TrustList } from '#server/contract/paper/certificate-code.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { Community } from '../../visits/eligibility.ts';

/** Whose signatures count. */
export function trustList({ issuer }: Pick<Keyring, 'issuer'>, community: Community): TrustList {
  return {
    issuers: [
      {
        kid: issuer.kid,
        issuer: community.code,
        name: community.issuer,
        publicKey: issuer.publicJwk,
        validFrom: issuer.madeAt,
        validTo: null,
      },
    ],
  };
}
