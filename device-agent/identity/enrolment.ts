/** How a kiosk and its server come to know each other: a one-time code from staff, a key made here, keys in return. */
import { exportJWK, generateKeyPair } from 'jose';
import { safeParse } from 'valibot';
import { type Enrolled, type Enrolment, enrolled } from '#server/contract/kiosks.ts';
import { IdentityFault, storeIdentity } from './identity.ts';

/** The status of the problem `code_unknown` (server/contract/kiosks.ts). */
const CODE_UNKNOWN = 409;

export interface Enrolling {
  /** The data folder. */
  readonly dir: string;
  readonly kiosk: Enrolment['kiosk'];
  readonly name: string;
  readonly serverUrl: string;
  readonly code: string;
  readonly answerWithinMs?: number;
}

/**
 * Makes a new key pair, whose private half never leaves this machine, and stores it once the server has taken the
 * public half. A kiosk that was enrolled before keeps its old key until then.
 * @throws IdentityFault `enrolment_refused`, `server_unreachable`.
 */
export async function enrol({
  dir,
  kiosk,
  name,
  serverUrl,
  code,
  answerWithinMs = 10_000,
}: Enrolling): Promise<void> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const { kty = '', crv = '', x = '', y = '', d = '' } = await exportJWK(pair.privateKey);
  const publicKey = { kty, crv, x, y };
  const server = await exchange(serverUrl, { kiosk, name, code, publicKey }, answerWithinMs);
  storeIdentity(dir, { kiosk, key: { ...publicKey, d }, server: server.keys });
}

async function exchange(serverUrl: string, wish: Enrolment, answerWithinMs: number): Promise<Enrolled> {
  const response = await fetch(new URL('/api/kiosks', serverUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch((cause) => {
    throw new IdentityFault('server_unreachable', `${serverUrl} does not answer`, { cause });
  });
  const answer = safeParse(enrolled, await response.json().catch(() => undefined));
  if (response.status === 201 && answer.success) return answer.output;
  const remedy = response.status === CODE_UNKNOWN ? 'ask staff for a new code' : 'is server.url right?';
  throw new IdentityFault(
    'enrolment_refused',
    `${serverUrl} refused the enrolment (${response.status}); ${remedy}`,
  );
}
