import { documentPath } from '#server/contract/kiosks.ts';
import { sha256 } from '#server/contract/words.ts';
import { documentFor } from '../documents/documents.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { ProveKiosk } from '../kiosks/kiosk-proof.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { Db } from '../store/database.ts';
import type { Route } from './route.ts';

/** The papers, as bytes, for the one kiosk that is to print them. */
export function documentRoutes(db: Db, keyring: Keyring, proveKiosk: ProveKiosk): Route[] {
  return [
    {
      method: 'get',
      path: documentPath(':sha256'),
      summary: 'A document that an order for this kiosk names',
      proof: 'kiosk',
      answers: { 200: '*/*' },
      problems: ['malformed', 'not_found', 'proof_invalid', 'kiosk_unknown'],
      handle: async (req, res) => {
        const kiosk = await proveKiosk(req);
        const { sha256: name } = req.params;
        const wanted = parsed(sha256, name);
        const document = await documentFor(db, keyring, kiosk, wanted);
        if (!document) return sendProblem(res, 'not_found');
        res.setHeader('Content-Type', document.mediaType);
        res.setHeader('Cache-Control', 'no-store');
        res.send(document.bytes);
      },
    },
  ];
}
