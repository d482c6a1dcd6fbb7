import type { Keyring } from '../keys/keyring.ts';
import type { Route } from './route.ts';

/** RFC 2585, 4.1: DER. */
const CERTIFICATE = 'application/pkix-cert';

/** The certificate of the community's seal: who trusts it can check a paper's file without asking us. */
export function sealRoutes({ seal }: Pick<Keyring, 'seal'>): Route[] {
  return [
    {
      method: 'get',
      path: '/api/seal',
      summary: 'The certificate with which papers are sealed (X.509)',
      answers: { 200: CERTIFICATE },
      handle: async (_req, res) => {
        res.type(CERTIFICATE).attachment('seal.cer').send(Buffer.from(seal.certificate));
      },
    },
  ];
}
