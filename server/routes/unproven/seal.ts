import type { Keyring } from '../../keys/keyring.ts';
import type { Route } from '../route.ts';

/** RFC 2585, 4.1: DER. */
const CERTIFICATE = 'application/pkix-cert';

/** Who trusts this certificate can check the file of a paper without asking us. */
export function sealRoutes({ seal }: Pick<Keyring, 'seal'>): Route[] {
  return [
    {
      method: 'get',
      path: '/api/seal',
      summary: "The certificate of the authority behind the community's seal (X.509)",
      answers: { 200: CERTIFICATE },
      handle: async (_req, res) => {
        res.type(CERTIFICATE).attachment('seal.cer').send(Buffer.from(seal.authority));
      },
    },
  ];
}
