import { trustList as trustListSchema } from '#server/contract/paper/certificate-code.ts';
import { trustList } from '../../certificates/checking/trust-list.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { Community } from '../../visits/eligibility.ts';
import type { Route } from '../route.ts';

/** Whose signatures the verification page believes. */
export function trustRoutes(keyring: Keyring, community: Community): Route[] {
  return [
    {
      method: 'get',
      path: '/api/trust',
      summary: 'The keys that sign certificates',
      answers: { 200: trustListSchema },
      handle: async (_req, res) => {
        res.json(trustList(keyring, community));
      },
    },
  ];
}
