/** A screen as the agent meets it: fetches the page, takes the ticket out of it, opens the socket. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { eventually } from '../eventually.ts';

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** fetch() does not let anybody choose Host: this does. */
export async function ask(
  port: number,
  { path = '/', method = 'GET', address = '127.0.0.1', headers = {} as Record<string, string> } = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request({ host: address, port, path, method, headers }, async (response) => {
    const { statusCode: status = 0, headers } = response;
    resolve({ status, headers, body: await text(response) });
  });
  asked.on('error', reject).end();
  return promise;
}

export async function ticketOf(port: number): Promise<string> {
  const { body } = await ask(port);
  return /<meta name="linli-ticket" content="([^"]+)">/u.exec(body)?.[1] ?? '';
}

interface Told {
  readonly type: string;
  readonly [field: string]: unknown;
}

export class ScreenClient {
  readonly told: Told[] = [];
  readonly #socket: WebSocket;
  readonly closed: Promise<number>;

  constructor(port: number, { headers = {} as Record<string, string>, path = '/agent' } = {}) {
    const origin = `http://127.0.0.1:${port}`;
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { origin, ...headers } });
    this.#socket.on('message', (data) => this.told.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => this.#socket.once('close', (code) => resolve(code)));
  }

  /** 101 when the socket opened, else the status with which it was refused. */
  async opened(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#socket.once('open', () => resolve(101));
    this.#socket.once('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    this.#socket.on('error', () => {});
    return promise;
  }

  send(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendBytes(bytes: Buffer): void {
    this.#socket.send(bytes);
  }

  /** One message in pieces (RFC 6455, 5.4). */
  sendFragments(pieces: readonly string[]): void {
    for (const [at, piece] of pieces.entries()) this.#socket.send(piece, { fin: at === pieces.length - 1 });
  }

  close(): void {
    this.#socket.terminate();
  }

  /** The newest snapshot, once it is as wished. */
  async see(isAsWished: (snapshot: Told) => boolean): Promise<Told> {
    const look = () => this.told.findLast(({ type }) => type === 'snapshot');
    const seen = await eventually(look, (snapshot) => snapshot !== undefined && isAsWished(snapshot));
    if (seen === undefined) throw new Error('no snapshot');
    return seen;
  }
}

/** A screen that has said hello with the ticket of its page. */
export async function connectedScreen(port: number): Promise<ScreenClient> {
  const ticket = await ticketOf(port);
  const screen = new ScreenClient(port);
  await screen.opened();
  screen.send({ type: 'hello', ticket });
  await screen.see(() => true);
  return screen;
}
