/**
 * The national data-sharing exchange. Headers, signature and refreshing of the secret are as public clients have them;
 * the body, its answer and the codes are not published: what stands here is assumed (docs/departments.md).
 */
import { looseObject, number, object, pipe, regex, string, transform, union, unknown } from 'valibot';
import { chinaDay, chinaTime } from '../../rules/civil-date.ts';
import { DepartmentFault, type DepartmentFaultCode } from '../department-fault.ts';
import { within } from '../patience.ts';
import type { Asker } from './asker.ts';
import type { Connector, Exchanging, Found, Question } from './connector.ts';
import type { NationalSettings } from './exchange-settings.ts';
import { openSecret, signedHeaders } from './national-signature.ts';
import { assertAnswered, jsonOf, parsed, post } from './post.ts';
import { assertAbout } from './same-person.ts';
import { type Secret, ShortLivedSecret } from './short-lived-secret.ts';

const REFRESH_WITHIN_MS = 3000;
/** So far the times of requests may run ahead of the clock, one millisecond a request. */
const CROWDED_MS = 1000;
const ANSWERED = '0';
/** Assumed: only 0 is seen. */
const REFUSALS: ReadonlyMap<string, DepartmentFaultCode> = new Map([
  ['4001', 'signature_refused'],
  ['4002', 'clock_skew'],
  ['4003', 'secret_expired'],
  ['4004', 'not_permitted'],
]);

/** Another secret may be taken. */
const SECRET_UNFIT: ReadonlySet<DepartmentFaultCode> = new Set(['secret_expired', 'signature_refused']);

const envelope = looseObject({ code: string() });
const answered = object({ data: unknown() });
const epochMs = union([number(), pipe(string(), regex(/^\d{13}$/u), transform(Number))]);
const refreshed = object({ data: object({ secret: string(), secretEndTime: epochMs }) });

interface Parts {
  readonly settings: NationalSettings;
  readonly appKey: string;
  readonly asker: Asker;
  readonly now: () => number;
  /** Ends what is under way. */
  readonly closing: AbortSignal;
}

export class NationalExchange implements Connector {
  readonly #parts: Parts;
  readonly #secret: ShortLivedSecret;
  #lastTimeMs = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#secret = new ShortLivedSecret(() => this.#refresh(), parts.now);
  }

  write({ requestId, at, query, fields }: Question): string {
    const { settings, asker } = this.#parts;
    const who = asker.of(query.subject);
    return JSON.stringify({
      requestId,
      purpose: query.purpose,
      caseId: query.caseId,
      actor: query.actor,
      GMSFHM: query.subject.idNumber,
      XM: query.subject.name,
      fields,
      QQRGMSFHM: who.idNumber,
      QQRXM: who.name,
      QQRDWDM: settings.unit.code,
      QQRDWMC: settings.unit.name,
      QQYWLXDM: settings.business.code,
      QQYWLXMC: settings.business.name,
      QQYWXTDM: settings.system.code,
      QQYWXTMC: settings.system.name,
      FSSJ: `${chinaDay(at)} ${chinaTime(at)}`,
    });
  }

  /** A secret that has just expired, or that the exchange forgot, is fetched anew and the question asked again, once. */
  async ask(exchanging: Exchanging): Promise<Found> {
    const secret = await this.#secret.get();
    try {
      return await this.#askWith(secret, exchanging);
    } catch (fault) {
      if (!(fault instanceof DepartmentFault) || !SECRET_UNFIT.has(fault.code)) throw fault;
      this.#secret.forget(secret);
      return this.#askWith(await this.#secret.get(), exchanging);
    }
  }

  async #askWith(secret: string, { question, body, heard, signal }: Exchanging): Promise<Found> {
    const { settings } = this.#parts;
    const service = settings.services[question.query.source] ?? '';
    const headers = signedHeaders({ service, ...this.#requester() }, secret);
    const posted = await post(settings.url, { headers, body, signal });
    heard(posted.bytes);
    assertAnswered(posted);
    const { data } = parsed(answered, accepted(jsonOf(posted)));
    assertAbout(question.query.subject, data, 'GMSFHM');
    return data === null ? undefined : { record: data };
  }

  async #refresh(): Promise<Secret> {
    const { settings, appKey, closing } = this.#parts;
    const headers = signedHeaders({ service: settings.refreshService, ...this.#requester() }, appKey);
    const posted = await within(REFRESH_WITHIN_MS, [closing], (signal) =>
      post(settings.refreshUrl, { headers, body: '', signal }),
    );
    assertAnswered(posted);
    const { data } = parsed(refreshed, accepted(jsonOf(posted)));
    return { text: openSecret(data.secret, appKey), endsAt: data.secretEndTime };
  }

  /**
   * No two requests bear the same time: one and the same signature would be taken for a replay. A clock that was set
   * back is followed all the same.
   */
  #requester(): { requester: string; timeMs: number } {
    const now = this.#parts.now();
    const isCrowded = now <= this.#lastTimeMs && this.#lastTimeMs - now < CROWDED_MS;
    this.#lastTimeMs = isCrowded ? this.#lastTimeMs + 1 : now;
    return { requester: this.#parts.settings.requester, timeMs: this.#lastTimeMs };
  }
}

function accepted(answer: unknown): unknown {
  const { code } = parsed(envelope, answer);
  if (code !== ANSWERED) throw new DepartmentFault(REFUSALS.get(code) ?? 'malformed');
  return answer;
}
