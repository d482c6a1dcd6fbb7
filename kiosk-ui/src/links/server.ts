/** The server as this visit sees it. The token of the visit stays in here; every answer is parsed, every no is a value. */

import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import {
  type CertificateIssued,
  certificateIssued,
  certificateRefused,
} from '#server/contract/certificates.ts';
import { offer } from '#server/contract/decisions.ts';
import { ledger } from '#server/contract/ledger.ts';
import { type NoticeIssued, type NoticeWish, noticeIssued } from '#server/contract/notices.ts';
import { pace } from '#server/contract/pace.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import { problem } from '#server/contract/problems.ts';
import { refusedProofs } from '#server/contract/refused-proofs.ts';
import { matches, type VisitOpened, visitOpened } from '#server/contract/visits.ts';
import type { Refusal } from '../visit/event.ts';
import type { Inquiry, Told } from '../visit/places.ts';
import type { Ask } from '../visit/state.ts';

export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Refusal;

const WITNESS_TRIES = 3;
const FIRST_SERVER_FAULT = 500;
/** Fewer papers than this say nothing about how long one takes. */
const LEAST_RUNS = 20;

interface Limits {
  readonly answerWithinMs?: number;
  readonly inquireWithinMs?: number;
  readonly goodbyeWithinMs?: number;
}

interface Wish {
  /** JSON; what has none is only looked at. */
  readonly body?: string;
  /** Ends the waiting; else the usual time does. */
  readonly signal?: AbortSignal;
}

export class ServerLink {
  readonly #url: URL;
  readonly #answerWithinMs: number;
  readonly #inquireWithinMs: number;
  readonly #goodbyeWithinMs: number;
  #token: string | undefined;
  /** The assertion of the visit that counts. */
  #latest: string | undefined;

  constructor(
    url: string,
    { answerWithinMs = 12_000, inquireWithinMs = 25_000, goodbyeWithinMs = 2000 }: Limits = {},
  ) {
    this.#url = new URL(url);
    this.#inquireWithinMs = inquireWithinMs;
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
      const { purpose, answers } = ask;
      return this.#post('/api/certificates', { requestId, service, purpose, answers }, certificateIssued);
    }
    const { number, reason } = ask;
    return this.#post('/api/copies', { requestId, number, reason }, certificateIssued);
  }

  /** POST /api/notices. Asked again with the same request id, it gives the same slip. */
  askSlip(requestId: string, about: NoticeWish['about']): Promise<Answer<NoticeIssued>> {
    return this.#post('/api/notices', { requestId, about }, noticeIssued);
  }

  /** Departments are asked behind this, which may take a while: whoever does not want to wait breaks it off. */
  async inquire(inquiry: Inquiry, leave: AbortSignal): Promise<Answer<Told>> {
    const patience = { signal: AbortSignal.any([leave, AbortSignal.timeout(this.#inquireWithinMs)]) };
    switch (inquiry.kind) {
      case 'check': {
        const wish = { service: inquiry.offer.service, answers: inquiry.answers };
        const answer = await this.#post('/api/checks', wish, offer, patience);
        return answer.kind === 'ok' ? { kind: 'ok', value: { kind: 'check', offer: answer.value } } : answer;
      }
      case 'matches': {
        const answer = await this.#post('/api/matches', {}, matches, patience);
        return answer.kind === 'ok' ? { kind: 'ok', value: { kind: 'matches', ...answer.value } } : answer;
      }
      case 'proofs': {
        const answer = await this.#get('/api/refused-proofs', refusedProofs, patience);
        if (answer.kind !== 'ok') return answer;
        return { kind: 'ok', value: { kind: 'proofs', proofs: answer.value.proofs } };
      }
      case 'ledger': {
        const answer = await this.#get('/api/ledger', ledger, patience);
        return answer.kind === 'ok'
          ? { kind: 'ok', value: { kind: 'ledger', ledger: answer.value } }
          : answer;
      }
      default:
        return inquiry satisfies never;
    }
  }

  /** GET /api/pace: seconds from card to paper, half of all runs being faster; undefined when nobody can say. */
  async usualSeconds(): Promise<number | undefined> {
    const answer = await this.#get('/api/pace', pace, {});
    if (answer.kind !== 'ok' || answer.value.all.runs < LEAST_RUNS) return undefined;
    const { medianSeconds } = answer.value.all;
    return medianSeconds === null ? undefined : Math.ceil(medianSeconds);
  }

  /**
   * POST /api/witnesses: the resident saw this copy. Never throws; whoever is not heard leaves the copy to staff. Not
   * tried again once the visit is over: the next would say it with another resident's token.
   */
  async bearWitness(number: string, copy: number): Promise<void> {
    const body = JSON.stringify({ number, copy, came: true });
    const token = this.#token;
    for (let tries = 0; tries < WITNESS_TRIES && token === this.#token; tries += 1) {
      const answer = await this.#send('/api/witnesses', { body }).catch(() => undefined);
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

  #send(path: string, { body, signal }: Wish): Promise<Response> {
    const headers = new Headers();
    if (this.#token !== undefined) headers.set('authorization', `Bearer ${this.#token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const method = body === undefined ? 'GET' : 'POST';
    const patience = signal ?? AbortSignal.timeout(this.#answerWithinMs);
    return fetch(new URL(path, this.#url), { method, headers, body: body ?? null, signal: patience });
  }

  #get<S extends GenericSchema>(path: string, schema: S, wish: Wish): Promise<Answer<InferOutput<S>>> {
    return this.#answered(path, schema, wish);
  }

  #post<S extends GenericSchema>(
    path: string,
    body: object,
    schema: S,
    wish: Wish = {},
  ): Promise<Answer<InferOutput<S>>> {
    return this.#answered(path, schema, { ...wish, body: JSON.stringify(body) });
  }

  async #answered<S extends GenericSchema>(
    path: string,
    schema: S,
    wish: Wish,
  ): Promise<Answer<InferOutput<S>>> {
    try {
      const response = await this.#send(path, wish);
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
