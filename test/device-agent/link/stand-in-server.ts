/** The server's end of the kiosk's requests: real HTTP, proofs checked with the kiosk's public key. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { compactVerify } from 'jose';
import type { KeyPairs } from '../identity/identities.ts';
import { PDF, sha256Of } from '../printing/orders.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export class StandInServer {
  readonly heard: Heard[] = [];
  readonly documents = new Map<string, Buffer>([[sha256Of(PDF), PDF]]);
  readonly nonces: string[] = [];
  nonceForMs = 120_000;
  /** Answers of the enrolment by its code. */
  code = 'AB12CD34';
  /** Holds each answer back until the promise is kept. */
  gate: Promise<void> | undefined;
  status: number | undefined;
  readonly #keys: KeyPairs;
  #server: Server;
  #port = 0;

  constructor(keys: KeyPairs) {
    this.#keys = keys;
    this.#server = this.#create();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, after `stop` on the same port as before. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    this.#server = this.#create();
  }

  bodiesOf(path: string): unknown[] {
    return this.heard.filter((one) => one.path === path).map(({ body }) => body);
  }

  #create(): Server {
    return createServer((request, response) => void this.#answer(request, response));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = request;
    const body = await buffer(request);
    await this.gate;
    this.heard.push({ method, path, body: body.length > 0 ? JSON.parse(body.toString()) : undefined });
    if (this.status !== undefined)
      send(response, this.status, { title: '', status: this.status, code: 'internal' });
    else if (path === '/api/kiosks') this.#enrol(JSON.parse(body.toString()), response);
    else if (!(await this.#isProven(request, body)))
      send(response, 401, { title: '', status: 401, code: 'proof_invalid', detail: 'the clock is off' });
    else this.#serve(path, response);
  }

  #serve(path: string, response: ServerResponse): void {
    const document = this.documents.get(path.split('/').at(-1) ?? '');
    if (path === '/api/kiosks/nonces') {
      const nonce = randomUUID();
      this.nonces.push(nonce);
      send(response, 201, { nonce, expiresAt: new Date(Date.now() + this.nonceForMs).toISOString() });
    } else if (path.startsWith('/api/documents/')) {
      if (document) response.writeHead(200).end(document);
      else send(response, 404, { title: '', status: 404, code: 'not_found' });
    } else response.writeHead(204).end();
  }

  #enrol({ code, kiosk }: { code: string; kiosk: string }, response: ServerResponse): void {
    if (code === this.code) send(response, 201, { kiosk, keys: this.#keys.publicKeys });
    else send(response, 409, { title: '', status: 409, code: 'code_unknown' });
  }

  async #isProven({ method, url, headers }: IncomingMessage, body: Buffer): Promise<boolean> {
    const [scheme, jws = ''] = headers.authorization?.split(' ') ?? [];
    try {
      const { payload, protectedHeader } = await compactVerify(jws, this.#keys.kiosk.publicKey);
      const { iss, aud, jti, iat, ...rest } = JSON.parse(Buffer.from(payload).toString());
      const bodyHash = createHash('sha256').update(body).digest('base64url');
      const isFresh = Math.abs(iat - Date.now() / 1000) < 60 && typeof jti === 'string';
      const names = [scheme, protectedHeader.kid, iss, aud].join();
      return (
        isFresh &&
        names === 'LinliKiosk,hongqi-01,hongqi-01,linli-server' &&
        JSON.stringify(rest) === JSON.stringify({ htm: method, htu: url, bodyHash })
      );
    } catch {
      return false;
    }
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
