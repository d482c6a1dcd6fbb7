/** The far end of the national exchange: checks headers and signatures with code of its own, hands out secrets. */
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const CODES = {
  ok: '0',
  signature: '4001',
  time: '4002',
  expired: '4003',
  forbidden: '4004',
} as const;
const CLOCK_TOLERANCE_MS = 300_000;
const SECRET_LIFE_MS = 600_000;
const SERVICE_PREFIX = 's_6102020000000_';
/** What police look-ups must say of who asks and why. */
const ASKING = [
  'QQRGMSFHM',
  'QQRXM',
  'QQRDWDM',
  'QQRDWMC',
  'QQYWLXDM',
  'QQYWLXMC',
  'QQYWXTDM',
  'QQYWXTMC',
  'FSSJ',
];

export const serviceOf = (source: string): string => SERVICE_PREFIX + source;
export const REFRESH_SERVICE: string = serviceOf('secret');

interface Options {
  readonly requester: string;
  readonly appKey: string;
  readonly now: () => number;
}

export class NationalCounter {
  readonly #options: Options;
  readonly #seen = new Set<string>();
  /** The last one is the present one. */
  readonly #secrets: { text: string; endsAt: number }[] = [];
  /** Added to its clock. */
  skewMs = 0;
  secretLifeMs: number = SECRET_LIFE_MS;
  /** How many were handed out. */
  refreshes = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What the refresh call answers. */
  refresh(headers: IncomingHttpHeaders): object {
    const { appKey } = this.#options;
    const code = this.#check(headers, [appKey]);
    if (code !== CODES.ok) return { code };
    this.refreshes += 1;
    const secret = { text: randomBytes(24).toString('base64url'), endsAt: this.#now() + this.secretLifeMs };
    this.#secrets.push(secret);
    const cipher = createCipheriv(`aes-${appKey.length * 8}-ecb`, appKey, '');
    const sealed = Buffer.concat([cipher.update(secret.text), cipher.final()]).toString('base64');
    return { code, data: { secret: sealed, secretEndTime: secret.endsAt } };
  }

  /** The source that is asked for, or why not. */
  admit(
    headers: IncomingHttpHeaders,
    body: Readonly<Record<string, unknown>>,
  ): { source: string } | { code: string } {
    const live = this.#secrets.filter(({ endsAt }) => endsAt > this.#now()).map(({ text }) => text);
    const code = this.#check(headers, live);
    if (code !== CODES.ok) return { code: this.#isOld(headers) ? CODES.expired : code };
    const service = String(headers['gjgxjhpt_sid']);
    const says = [...ASKING, 'purpose', 'caseId'].every(
      (field) => typeof body[field] === 'string' && body[field] !== '',
    );
    if (!service.startsWith(SERVICE_PREFIX) || !says) return { code: CODES.forbidden };
    return { source: service.slice(SERVICE_PREFIX.length) };
  }

  expireSecrets(): void {
    for (const secret of this.#secrets) secret.endsAt = 0;
  }

  /** As after a restart: what it handed out is no secret of its own any more. */
  forgetSecrets(): void {
    this.#secrets.length = 0;
  }

  #check(headers: IncomingHttpHeaders, keys: readonly string[]): string {
    const { gjgxjhpt_rid: rid, gjgxjhpt_rtime: time, gjgxjhpt_sign: sign } = headers;
    if (rid !== this.#options.requester || !keys.some((key) => signature(headers, key) === sign)) {
      return CODES.signature;
    }
    if (Math.abs(Number(time) - this.#now()) > CLOCK_TOLERANCE_MS) return CODES.time;
    if (this.#seen.has(String(sign))) return CODES.signature;
    this.#seen.add(String(sign));
    return CODES.ok;
  }

  #isOld(headers: IncomingHttpHeaders): boolean {
    const ended = this.#secrets.filter(({ endsAt }) => endsAt <= this.#now());
    return ended.some(({ text }) => signature(headers, text) === headers['gjgxjhpt_sign']);
  }

  #now(): number {
    return this.#options.now() + this.skewMs;
  }
}

function signature(headers: IncomingHttpHeaders, key: string): string {
  const hmac = createHmac('sha256', key);
  for (const name of ['gjgxjhpt_sid', 'gjgxjhpt_rid', 'gjgxjhpt_rtime']) hmac.update(String(headers[name]));
  return hmac.digest('base64');
}
