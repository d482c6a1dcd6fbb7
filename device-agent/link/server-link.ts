/** Everything the kiosk asks of its server. Each request carries a proof; whether the server answers is known to all. */
import { createHash } from 'node:crypto';
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import type { Heartbeat, Nonce, Outcomes } from '#server/contract/kiosks.ts';
import { documentPath, nonce } from '#server/contract/kiosks.ts';
import { problem } from '#server/contract/problems.ts';
import type { Identity } from '../identity/identity.ts';
import { jsonOf } from '../json.ts';
import type { Log } from '../log.ts';
import { proofOf } from './proof.ts';

/** A certificate is some tens of kilobytes; more than this is not a document of ours. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** Characters of a problem's own words that the log repeats; the server names places in them, never values. */
const MAX_DETAIL = 200;

export class LinkFault extends Error {
  readonly code: 'server_unreachable' | 'document_unavailable' | 'document_altered';

  constructor(code: LinkFault['code'], options?: ErrorOptions) {
    super(code, options);
    this.name = 'LinkFault';
    this.code = code;
  }
}

export interface ServerLinkOptions {
  readonly url: string;
  readonly identity: Identity;
  readonly log: Log;
  readonly now?: () => number;
  readonly answerWithinMs?: number;
}

export class ServerLink {
  readonly #url: string;
  readonly #identity: Identity;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #answerWithinMs: number;
  readonly #listeners = new Set<() => void>();
  #state: 'up' | 'down' = 'down';

  constructor({ url, identity, log, now = Date.now, answerWithinMs = 5000 }: ServerLinkOptions) {
    this.#url = url;
    this.#identity = identity;
    this.#log = log;
    this.#now = now;
    this.#answerWithinMs = answerWithinMs;
  }

  /** `down` until the first answer, and whenever the last question got none. */
  get state(): 'up' | 'down' {
    return this.#state;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** @throws LinkFault `server_unreachable` */
  async nonce(): Promise<Nonce> {
    return parsed(nonce, await this.#answer('POST', '/api/kiosks/nonces'));
  }

  /** @throws LinkFault `server_unreachable` */
  async heartbeat(beat: Heartbeat): Promise<void> {
    await this.#answer('POST', '/api/kiosks/heartbeats', beat);
  }

  /** @throws LinkFault `server_unreachable` */
  async reportOutcomes(report: Outcomes): Promise<void> {
    await this.#answer('POST', '/api/kiosks/outcomes', report);
  }

  /**
   * The bytes whose SHA-256 is the given one.
   * @throws LinkFault `server_unreachable`; `document_unavailable` when the server has no such document for this
   * kiosk; `document_altered` when what came is not what the order named.
   */
  async document(sha256: string): Promise<Uint8Array> {
    const response = await this.#ask('GET', documentPath(sha256), '');
    if (response.status === 404) throw new LinkFault('document_unavailable');
    const bytes = await bytesOf(accepted(response));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new LinkFault('document_altered');
    return bytes;
  }

  async #answer(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const response = await this.#ask(method, path, body === undefined ? '' : JSON.stringify(body));
    if (!response.ok) await this.#tellRefusal(response);
    return jsonOf(await textOf(accepted(response)));
  }

  async #ask(method: 'GET' | 'POST', path: string, body: string): Promise<Response> {
    const authorization = await proofOf(this.#identity, { method, path, body, at: this.#now() });
    try {
      const response = await fetch(new URL(path, this.#url), {
        method,
        headers: { authorization, ...(body !== '' && { 'content-type': 'application/json' }) },
        ...(body !== '' && { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.#answerWithinMs),
      });
      // A server that does not know this kiosk's proof is of no more use to a resident than none.
      this.#became(response.status >= 500 || response.status === 401 ? 'down' : 'up');
      return response;
    } catch (cause) {
      this.#became('down');
      throw new LinkFault('server_unreachable', { cause });
    }
  }

  async #tellRefusal(response: Response): Promise<void> {
    const said = safeParse(problem, jsonOf(await textOf(response.clone())));
    const { code, detail } = said.success ? said.output : {};
    this.#log('server_refused', {
      status: response.status,
      ...(code && { fault: code }),
      ...(detail && { sentence: detail.slice(0, MAX_DETAIL) }), // "the clock is off" is no use unsaid
    });
  }

  #became(state: 'up' | 'down'): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#log(state === 'up' ? 'server_up' : 'server_down');
    for (const listener of this.#listeners) listener();
  }
}

function accepted(response: Response): Response {
  if (!response.ok) throw new LinkFault('server_unreachable');
  return response;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_DOCUMENT_BYTES) throw new LinkFault('document_altered');
      chunks.push(chunk);
    }
  } catch (fault) {
    throw fault instanceof LinkFault ? fault : new LinkFault('server_unreachable', { cause: fault });
  }
  return Buffer.concat(chunks);
}

async function textOf(response: Response): Promise<string> {
  return new TextDecoder().decode(await bytesOf(response));
}

function parsed<S extends GenericSchema>(schema: S, answer: unknown): InferOutput<S> {
  const result = safeParse(schema, answer);
  if (!result.success)
    throw new LinkFault('server_unreachable', { cause: 'the answer is not what was agreed' });
  return result.output;
}
