/** The agent's far end of the screen's socket: real HTTP, real WebSocket, no devices. Speaks the contract and checks it. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { parse } from 'valibot';
import { WebSocketServer } from 'ws';
import { type FromScreen, fromScreen, type Snapshot, SOCKET_PATH } from '#agent/contract/messages.ts';
import { AT_REST } from './machine.ts';

const MEDIA: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html; connect-src 'self' http://127.0.0.1:*";

export class FakeAgent {
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #built: string;
  readonly #serverUrl: string;
  #tickets = 0;
  #snapshot: Snapshot = AT_REST;
  /** What the screen said, heartbeats aside. */
  heard: FromScreen[] = [];
  beats = 0;
  ends = 0;
  pages = 0;
  pxPerMm: number | null = null;

  constructor(built: string, serverUrl: string) {
    this.#built = built;
    this.#serverUrl = serverUrl;
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => {
      if (request.url !== SOCKET_PATH) return void socket.destroy();
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data) => this.#hear(String(data), (text) => client.send(text)));
      });
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** Changes the machine and tells the screen. */
  show(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.say(JSON.stringify(this.#snapshot));
  }

  /** Any text at all. */
  say(text: string): void {
    for (const client of this.#sockets.clients) client.send(text);
  }

  orders(): string[] {
    return this.heard.flatMap((each) => (each.type === 'print' ? [each.order] : []));
  }

  drop(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }

  async close(): Promise<void> {
    this.drop();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #hear(text: string, answer: (text: string) => void): void {
    const message = parse(fromScreen, JSON.parse(text));
    if (message.type === 'alive') {
      this.beats += 1;
      return;
    }
    this.heard.push(message);
    if (message.type === 'hello') {
      if (message.ticket !== `ticket-${this.#tickets}`) {
        this.drop();
        return;
      }
      const kiosk = { id: 'hongqi-01', name: '红旗社区' };
      answer(JSON.stringify({ type: 'welcome', kiosk, serverUrl: this.#serverUrl, pxPerMm: this.pxPerMm }));
      answer(JSON.stringify(this.#snapshot));
    }
    if (message.type === 'end_visit') this.show({ card: { state: 'none', lying: false }, jobs: [] });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST' && request.url === '/end') {
      this.ends += 1;
      response.writeHead(204, { 'clear-site-data': '"cache", "cookies", "storage"' }).end();
      return;
    }
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const bytes = await readFile(join(this.#built, path)).catch(() => undefined);
    if (bytes === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': MEDIA[extname(path)] ?? '', 'content-security-policy': CSP });
    response.end(path === '/index.html' ? this.#withTicket(bytes.toString()) : bytes);
  }

  #withTicket(page: string): string {
    this.pages += 1;
    this.#tickets += 1;
    const empty = '<meta name="linli-ticket" content="">';
    if (!page.includes(empty)) throw new Error('the page has no place for the ticket');
    return page.replace(empty, `<meta name="linli-ticket" content="ticket-${this.#tickets}">`);
  }
}
