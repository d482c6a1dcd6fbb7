import { fleet } from '#server/contract/fleet.ts';
import { enrolled, enrolment, heartbeat, nonce, outcomes } from '#server/contract/kiosks.ts';
import type { Keyring } from '../keys/keyring.ts';
import { enrolKiosk } from '../kiosks/enrolment.ts';
import { readFleet } from '../kiosks/fleet.ts';
import type { ProveKiosk } from '../kiosks/kiosk-proof.ts';
import { noteHeartbeat, publicKeyOf } from '../kiosks/kiosks.ts';
import { issueNonce } from '../kiosks/nonces.ts';
import { settleJobs } from '../kiosks/print-jobs.ts';
import { parsed, sendProblem } from '../problems.ts';
import type { Db } from '../store/database.ts';
import type { Route } from './route.ts';

const PROOF_PROBLEMS = ['proof_invalid', 'kiosk_unknown'] as const;

/** What kiosks say to the server, and the fleet as staff see it. */
export function kioskRoutes(db: Db, keyring: Keyring, proveKiosk: ProveKiosk): Route[] {
  return [
    {
      method: 'post',
      path: '/api/kiosks',
      summary: 'Enrol a kiosk with a one-time code',
      body: enrolment,
      answers: { 201: enrolled },
      problems: ['malformed', 'code_unknown'],
      handle: async (req, res) => {
        const wish = parsed(enrolment, req.body);
        if (!publicKeyOf(wish.publicKey))
          return sendProblem(res, 'malformed', 'publicKey: not a point of P-256');
        if (!(await enrolKiosk(db, wish))) return sendProblem(res, 'code_unknown');
        const keys = { orders: keyring.orders.publicJwk, assertions: keyring.assertions.publicJwk };
        res.status(201).json({ kiosk: wish.kiosk, keys });
      },
    },
    {
      method: 'post',
      path: '/api/kiosks/nonces',
      summary: 'A nonce for one identity assertion',
      proof: 'kiosk',
      answers: { 201: nonce },
      problems: PROOF_PROBLEMS,
      handle: async (req, res) => {
        const kiosk = await proveKiosk(req);
        res.status(201).json(await issueNonce(db, kiosk));
      },
    },
    {
      method: 'post',
      path: '/api/kiosks/heartbeats',
      summary: 'How the machine is',
      proof: 'kiosk',
      body: heartbeat,
      answers: { 204: null },
      problems: ['malformed', ...PROOF_PROBLEMS],
      handle: async (req, res) => {
        const kiosk = await proveKiosk(req);
        await noteHeartbeat(db, kiosk, parsed(heartbeat, req.body));
        res.status(204).end();
      },
    },
    {
      method: 'post',
      path: '/api/kiosks/outcomes',
      summary: 'What became of print jobs; telling it again changes nothing',
      proof: 'kiosk',
      body: outcomes,
      answers: { 204: null },
      problems: ['malformed', ...PROOF_PROBLEMS],
      handle: async (req, res) => {
        const kiosk = await proveKiosk(req);
        await settleJobs(db, kiosk, parsed(outcomes, req.body));
        res.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/api/fleet',
      summary: 'How the kiosks are; nothing about people',
      answers: { 200: fleet },
      handle: async (_req, res) => {
        res.json(await readFleet(db));
      },
    },
  ];
}
