/** One IPP exchange over HTTP (RFC 8010 section 4): a request out, an answer back, nothing repeated by itself. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { hostname } from 'node:os';
import { charset, language, name, uri } from './attributes.ts';
import { type Attributes, decode, encodeHead, GROUP, type IppMessage } from './codec.ts';

const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_REQUEST_ID = 0x7fffffff;

/** As whom we ask: a printer may serve several kiosks, and each takes back its own jobs only. */
export const THIS_MACHINE = `linli@${hostname()}`.slice(0, 64);

/** RFC 3510 and RFC 7472. */
const SCHEMES = new Map([
  ['ipp:', { web: http, http: 'http:', ipp: 'ipp:', port: '631' }],
  ['http:', { web: http, http: 'http:', ipp: 'ipp:', port: '80' }],
  ['ipps:', { web: https, http: 'https:', ipp: 'ipps:', port: '631' }],
  ['https:', { web: https, http: 'https:', ipp: 'ipps:', port: '443' }],
]);

/** `unreachable`: no connection came about, so nothing left. The other two: the request may have arrived. */
export class IppFault extends Error {
  readonly code: 'unreachable' | 'no_answer' | 'damaged_answer';
  constructor(code: IppFault['code'], cause?: unknown) {
    super(`the printer's IPP answer: ${code}`, { cause });
    this.code = code;
  }
}

export interface IppRequest {
  readonly operation: number;
  /** Beyond charset, language, printer-uri and requesting-user-name, which each request carries. */
  readonly about?: Attributes;
  readonly job?: Attributes;
}

export class IppClient {
  readonly #http: URL;
  readonly #printerUri: string;
  readonly #answerWithinMs: number;
  readonly #request: typeof http.request;
  readonly #agent: http.Agent;
  #requestId = 0;

  /** Takes `ipp://host[:631]/path`, `http://host[:80]/path`, and both with an s. Throws TypeError for anything else. */
  constructor({ url, answerWithinMs }: { url: string; answerWithinMs: number }) {
    const { protocol, hostname, port, pathname } = new URL(url);
    const scheme = SCHEMES.get(protocol);
    if (scheme === undefined) throw new TypeError(`${protocol} is no address of an IPP printer`);
    const host = `${hostname}:${port || scheme.port}`;
    this.#http = new URL(`${scheme.http}//${host}${pathname}`);
    this.#printerUri = `${scheme.ipp}//${host}${pathname}`;
    this.#request = scheme.web.request;
    this.#agent = new scheme.web.Agent({ keepAlive: true, maxSockets: 2 });
    this.#answerWithinMs = answerWithinMs;
  }

  /** Throws IppFault. Any status the printer answers is a value. */
  async ask(request: IppRequest): Promise<IppMessage> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), this.#answerWithinMs);
    try {
      return await this.#exchange(request, undefined, timeout.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Like `ask`, with a document behind the attributes, and no limit of time but `signal`: a printer without paper may
   * stop reading in the middle. On a connection of its own, for a kept one may be closing at the far end just now.
   */
  send(request: IppRequest, document: Uint8Array, signal: AbortSignal): Promise<IppMessage> {
    return this.#exchange(request, document, signal);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #exchange(
    request: IppRequest,
    document: Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<IppMessage> {
    this.#requestId = (this.#requestId % MAX_REQUEST_ID) + 1;
    const requestId = this.#requestId;
    const head = encodeHead({ code: request.operation, requestId, groups: this.#groups(request) });
    const length = head.length + (document?.length ?? 0);
    const httpRequest = this.#request(this.#http, {
      method: 'POST',
      headers: { 'content-type': 'application/ipp', 'content-length': length },
      agent: document ? false : this.#agent,
      signal,
    });
    const bytes = await post(httpRequest, head, document);
    const answer = answerOf(bytes);
    if (answer.requestId !== requestId) throw new IppFault('damaged_answer');
    return answer;
  }

  #groups({ about = new Map(), job }: IppRequest) {
    const operation: Attributes = new Map([
      ['attributes-charset', charset('utf-8')],
      ['attributes-natural-language', language('zh-cn')],
      ['printer-uri', uri(this.#printerUri)],
      ['requesting-user-name', name(THIS_MACHINE)],
      ...about,
    ]);
    const groups = [{ tag: GROUP.operation, attributes: operation }];
    return job ? [...groups, { tag: GROUP.job, attributes: job }] : groups;
  }
}

function answerOf(bytes: Buffer): IppMessage {
  try {
    return decode(bytes);
  } catch (cause) {
    throw new IppFault('damaged_answer', cause);
  }
}

function post(request: http.ClientRequest, head: Buffer, document: Uint8Array | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request.on('response', (answer) => {
      collect(answer).then(resolve, reject);
    });
    let connected = false;
    request.on('socket', (socket) => {
      // `connecting` is over, too, when the connection was refused before this event came.
      connected = !socket.pending;
      if (connected) return;
      socket.once('connect', () => {
        connected = true;
      });
    });
    request.on('error', (cause) => reject(new IppFault(connected ? 'no_answer' : 'unreachable', cause)));
    // One write, and no waiting for the acknowledgement of the former: some printers delay that by 40 ms.
    request.setNoDelay(true);
    request.end(document ? Buffer.concat([head, document]) : head);
  });
}

async function collect(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new IppFault('no_answer', cause);
  }
  if (answer.statusCode !== 200 || length > MAX_ANSWER_BYTES) throw new IppFault('damaged_answer');
  return Buffer.concat(chunks);
}
