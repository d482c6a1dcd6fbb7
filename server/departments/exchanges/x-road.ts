/**
 * X-Road, message protocol for REST 1.0.4: POST /r1/{serviceId}/{path} to our own security server. The person asked
 * about stands in the body, never in the address. Body and answer are the provider's own: assumed (docs/departments.md).
 */
import { createHash } from 'node:crypto';
import { literal, object, unknown, variant } from 'valibot';
import { DepartmentFault } from '../department-fault.ts';
import type { Asker } from './asker.ts';
import type { Connector, Exchanging, Found, Question } from './connector.ts';
import type { XRoadSettings } from './exchange-settings.ts';
import { assertAnswered, jsonOf, type Posted, parsed, post } from './post.ts';
import { assertAbout } from './same-person.ts';

const reply = variant('found', [
  object({ found: literal(true), record: unknown() }),
  object({ found: literal(false) }),
]);
/** Fault codes that X-Road-Error begins with when somebody decided against us; all others are trouble on the way. */
const REFUSED = /^(Client\.|Server\.ServerProxy\.(AccessDenied|UnknownService|ServiceDisabled))/u;

interface Parts {
  readonly settings: XRoadSettings;
  readonly asker: Asker;
}

export class XRoad implements Connector {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  write({ query, fields }: Question): string {
    const { purpose, actor, subject } = query;
    return JSON.stringify({ ...subject, purpose, actor, fields });
  }

  async ask({ question, body, heard, signal }: Exchanging): Promise<Found> {
    const { settings, asker } = this.#parts;
    const { requestId, query } = question;
    const path = `/r1/${settings.services[query.source] ?? ''}`;
    const headers = {
      'X-Road-Client': settings.client,
      'X-Road-Id': requestId,
      'X-Road-UserId': asker.of(query.subject).idNumber,
      'X-Road-Issue': query.caseId,
    };
    const posted = await post(new URL(path, settings.url).href, { headers, body, signal });
    heard(posted.bytes);
    assertNoFault(posted);
    assertAnswered(posted);
    const isOurs = posted.headers.get('X-Road-Id') === requestId;
    const proof = settings.checkHash ? requestHash(path, headers, body) : undefined;
    if (!isOurs || (proof !== undefined && posted.headers.get('X-Road-Request-Hash') !== proof)) {
      throw new DepartmentFault('not_ours');
    }
    const found = parsed(reply, jsonOf(posted));
    if (!found.found) return undefined;
    assertAbout(query.subject, found.record, 'idNumber');
    return { record: found.record };
  }
}

function assertNoFault({ status, headers }: Posted): void {
  const error = headers.get('X-Road-Error');
  if (error === null) return;
  if (REFUSED.test(error)) throw new DepartmentFault('not_permitted');
  throw new DepartmentFault(status >= 500 ? 'server_error' : 'malformed');
}

/**
 * X-Road-Request-Hash: base64 of SHA512(SHA512(headers) + SHA512(body)). Which bytes the headers are is not laid down
 * for clients. Assumed: the request line and the X-Road headers in our order, `name:value`, each line ended by CR LF.
 */
export function requestHash(path: string, headers: Record<string, string>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name.toLowerCase()}:${value}`);
  const head = ['POST', path, ...lines].map((line) => `${line}\r\n`).join('');
  return createHash('sha512').update(sha512(head)).update(sha512(body)).digest('base64');
}

function sha512(text: string): Buffer {
  return createHash('sha512').update(text).digest();
}
