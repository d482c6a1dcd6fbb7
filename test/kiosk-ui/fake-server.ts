/** The server's far end: real HTTP, answers as told, remembers what it was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { packBits } from '../../server/certificates/checking/status-list.ts';
import { issued, opened } from './machine.ts';
import { NOW_SECONDS, TRUST, VOID_INDEX } from './scan/paper.ts';
import { ALLOWANCE, LEDGER, MEDICAL_FOUND, notice, PROOFS } from './services/offers.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}
interface Asked {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
}

export const ok = (body: unknown): Answer => ({ status: 201, body });
export const no = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { title: code, status, code, ...more },
});
/** No answer until the asker goes away. */
export const SILENCE: Answer = { status: -1 };
/** The connection is cut before an answer. */
export const CUT: Answer = { status: 0 };

const PACE = { days: 30, all: { runs: 120, medianSeconds: 33.2, p95Seconds: 51 }, services: [] };

export class FakeServer {
  readonly #http: Server;
  asked: Asked[] = [];
  /** Askers who went away without an answer. */
  left = 0;
  /** What is answered next, by path; the last one stays. */
  readonly will: Record<string, Answer[]> = {
    '/api/visits': [ok(opened())],
    '/api/certificates': [ok(issued())],
    '/api/copies': [ok(issued(2))],
    '/api/checks': [ok(MEDICAL_FOUND)],
    '/api/matches': [ok({ offers: [ALLOWANCE] })],
    '/api/notices': [ok(notice())],
    '/api/ledger': [{ status: 200, body: LEDGER }],
    '/api/refused-proofs': [{ status: 200, body: PROOFS }],
    '/api/pace': [{ status: 200, body: PACE }],
    '/api/visits/current': [{ status: 204 }],
    '/api/witnesses': [{ status: 204 }],
    '/api/trust': [{ status: 200, body: TRUST }],
    '/api/status': [{ status: 200, body: { asOf: NOW_SECONDS, bits: packBits([VOID_INDEX]) } }],
  };

  constructor() {
    this.#http = createServer((request, response) => void this.#answer(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  askedAt(path: string): Asked[] {
    return this.asked.filter((each) => each.path === path);
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-allow-methods', 'POST, DELETE');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const path = request.url ?? '';
    const token = request.headers.authorization?.replace('Bearer ', '');
    this.asked.push({ path, token, body: text === '' ? {} : JSON.parse(text) });
    const queue = this.will[path] ?? [];
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? no(404, 'not_found');
    if (answer.status === SILENCE.status) {
      request.socket.once('close', () => {
        this.left += 1;
      });
      return;
    }
    if (answer.status === 0) return void response.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }
}
