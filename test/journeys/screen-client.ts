/** The screen's side of both wires without a browser: what the page does, at the speed of a program. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import {
  ALIVE_EVERY_MS,
  type FromScreen,
  fromAgent,
  type Snapshot,
  SOCKET_PATH,
} from '#agent/contract/messages.ts';
import { type CertificateIssued, certificateIssued } from '#server/contract/certificates.ts';
import { type VisitOpened, visitOpened } from '#server/contract/visits.ts';

const TICKET = /<meta name="linli-ticket" content="([^"]+)"/u;

export class ScreenClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Set<(snapshot: Snapshot) => void>();
  #snapshot: Snapshot | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (text) => this.#hear(String(text)));
    socket.on('error', () => socket.terminate());
    const beating = setInterval(() => this.send({ type: 'alive' }), ALIVE_EVERY_MS);
    socket.once('close', () => clearInterval(beating));
  }

  /** Loads the page for its ticket and says hello. */
  static async open(kioskUrl: string): Promise<ScreenClient> {
    const page = await (await fetch(kioskUrl)).text();
    const ticket = TICKET.exec(page)?.[1];
    if (!ticket) throw new Error('the page brought no ticket');
    const url = new URL(SOCKET_PATH, kioskUrl);
    const socket = new WebSocket(String(url).replace('http', 'ws'), { origin: new URL(kioskUrl).origin });
    const client = new ScreenClient(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    client.send({ type: 'hello', ticket });
    return client;
  }

  send(command: FromScreen): void {
    this.#socket.send(JSON.stringify(command));
  }

  close(): void {
    this.#socket.terminate();
  }

  /** The first snapshot, from now on or already here, of which the question is true; throws when the agent is gone. */
  until(holds: (snapshot: Snapshot) => boolean, withinMs = 20_000): Promise<Snapshot> {
    if (this.#snapshot && holds(this.#snapshot)) return Promise.resolve(this.#snapshot);
    const { promise, resolve, reject } = Promise.withResolvers<Snapshot>();
    const look = (snapshot: Snapshot) => holds(snapshot) && resolve(snapshot);
    const gone = () => reject(new Error('the agent closed the socket'));
    const timer = setTimeout(() => {
      reject(
        new Error(`no such snapshot within ${withinMs} ms; the last one: ${JSON.stringify(this.#snapshot)}`),
      );
    }, withinMs);
    this.#waiting.add(look);
    this.#socket.once('close', gone);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(look);
      this.#socket.off('close', gone);
    });
  }

  /** Waits until the card on the reader was read; answers the sealed assertion. */
  async assertion(): Promise<string> {
    const { card } = await this.until(({ card }) => card.state === 'read' || card.state === 'failed');
    if (card.state !== 'read') throw new Error(`the card was not read: ${JSON.stringify(card)}`);
    return card.assertion;
  }

  #hear(text: string): void {
    const message = v.parse(fromAgent, JSON.parse(text));
    if (message.type !== 'snapshot') return;
    this.#snapshot = message;
    for (const look of [...this.#waiting]) look(message);
  }
}

/** Opens a visit at the server. */
export async function openVisit(serverUrl: string, assertion: string): Promise<VisitOpened> {
  return v.parse(visitOpened, await post(serverUrl, '/api/visits', { assertion }));
}

/** Asks for the residence certificate; the same `requestId` asks for the same one. */
export async function wishCertificate(
  serverUrl: string,
  token: string,
  requestId: string = randomUUID(),
): Promise<CertificateIssued> {
  const wish = { requestId, service: 'residence-certificate', purpose: 'general' };
  return v.parse(certificateIssued, await post(serverUrl, '/api/certificates', wish, token));
}

async function post(serverUrl: string, path: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(new URL(path, serverUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.status !== 201)
    throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
