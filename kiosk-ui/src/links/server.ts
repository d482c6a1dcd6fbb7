/** The server as this visit sees it. The token of the visit stays in here; every answer is parsed, every no is a value. */

import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import {
  type CertificateIssued,
  certificateIssued,
  certificateRefused,
} from '#server/contract/certificates.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import { problem } from '#server/contract/problems.ts';
import { type VisitOpened, visitOpened } from '#server/contract/visits.ts';
import type { Refusal } from '../visit/event.ts';
import type { Ask } from '../visit/state.ts';

export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Refusal;

const WITNESS_TRIES = 3;
const FIRST_SERVER_FAULT = 500;

interface Limits {
  readonly answerWithinMs?: number;
  readonly goodbyeWithinMs?: number;
}

export class ServerLink {
  readonly #url: URL;
  readonly #answerWithinMs: number;
  readonly #goodbyeWithinMs: number;
  #token: string | undefined;
  /** The assertion of the visit that counts. */
  #latest: string | undefined;

  constructor(url: string, { answerWithinMs = 12_000, goodbyeWithinMs = 2000 }: Limits = {}) {
    this.#url = new URL(url);
    this.#answerWithinMs = answerWithinMs;
    this.#goodbyeWithinMs = goodbyeWithinMs;
  }

  /** POST /api/visits. A visit that was open before is ended; so is one whose answer comes too late. */
  async openVisit(assertion: string): Promise<Answer<VisitOpened>> {
    void this.endVisit();
    this.#latest = assertion;
    const answer = await this.#post('/api/visits', { assertion }, visitOpened);
    if (answer.kind !== 'ok') return answer;
    if (this.#latest === assertion) this.#token = answer.value.token;
    else void this.#end(answer.value.token);
    return answer;
  }

  /** POST /api/certificates or /api/copies. Asked again with the same request id, it gives the same paper. */
  ask(ask: Ask, service: string): Promise<Answer<CertificateIssued>> {
    const { requestId } = ask;
    if (ask.kind === 'certificate') {
      return this.#post('/api/certificates', { requestId, service, purpose: ask.purpose }, certificateIssued);
    }
    const { number, reason } = ask;
    return this.#post('/api/copies', { requestId, number, reason }, certificateIssued);
  }

  /**
   * POST /api/witnesses: the resident saw this copy. Never throws; whoever is not heard leaves the copy to staff. Not
   * tried again once the visit is over: the next would say it with another resident's token.
   */
  async bearWitness(number: string, copy: number): Promise<void> {
    const body = JSON.stringify({ number, copy, came: true });
    const token = this.#token;
    for (let tries = 0; tries < WITNESS_TRIES && token === this.#token; tries += 1) {
      const answer = await this.#send('/api/witnesses', body).catch(() => undefined);
      if (answer !== undefined && answer.status < FIRST_SERVER_FAULT) return;
    }
  }

  /** What a certificate's code is worth, judged here. Never throws; what checks it is fetched when first needed. */
  async checkPaper(digits: string): Promise<Verdict> {
    try {
      const { checkPaper } = await import('./paper-check.ts');
      return await checkPaper(this.#url, digits);
    } catch {
      return { kind: 'not_checked' };
    }
  }

  /** DELETE /api/visits/current. Never throws: the server ends old visits by itself too. */
  async endVisit(): Promise<void> {
    const token = this.#token;
    this.#token = undefined;
    this.#latest = undefined;
    if (token !== undefined) await this.#end(token);
  }

  async #end(token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(this.#goodbyeWithinMs);
    const request = { method: 'DELETE', headers, signal, keepalive: true };
    await fetch(new URL('/api/visits/current', this.#url), request).catch(() => undefined);
  }

  #send(path: string, body: string): Promise<Response> {
    const headers = new Headers({ 'content-type': 'application/json' });
    if (this.#token !== undefined) headers.set('authorization', `Bearer ${this.#token}`);
    const signal = AbortSignal.timeout(this.#answerWithinMs);
    return fetch(new URL(path, this.#url), { method: 'POST', headers, body, signal });
  }

  async #post<S extends GenericSchema>(
    path: string,
    body: object,
    schema: S,
  ): Promise<Answer<InferOutput<S>>> {
    try {
      const response = await this.#send(path, JSON.stringify(body));
      const said: unknown = await response.json().catch(() => undefined);
      if (!response.ok) return refusal(said);
      const { success, output } = safeParse(schema, said);
      return success ? { kind: 'ok', value: output } : { kind: 'problem', code: 'internal' };
    } catch {
      return { kind: 'unreachable' };
    }
  }
}

function refusal(said: unknown): Refusal {
  const refused = safeParse(certificateRefused, said);
  if (refused.success) return { kind: 'not_eligible', decision: refused.output.decision };
  const no = safeParse(problem, said);
  return { kind: 'problem', code: no.success ? no.output.code : 'internal' };
}
