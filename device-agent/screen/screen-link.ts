/** The agent's own origin on loopback: serves the screen and holds the one socket that the screen opens. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  ALIVE_EVERY_MS,
  type FromScreen,
  MAX_MESSAGE_BYTES,
  type Photo,
  type Scanned,
  type Snapshot,
  SOCKET_PATH,
  type Welcome,
} from '../contract/messages.ts';
import type { Log } from '../log.ts';
import { loopbackGuard } from './loopback-guard.ts';
import { PageServer } from './page-server.ts';
import { loadPages, type Page } from './pages.ts';
import { ScreenFault } from './screen-fault.ts';
import { ScreenSession } from './screen-session.ts';
import { Tickets } from './tickets.ts';

/** A page that has missed so many beats is dead. */
const MISSED_BEATS = 3;
/** Sockets at a time, those without a ticket counted. */
const MOST_SOCKETS = 8;

export interface ScreenLinkOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where the built screen lies. */
  readonly pagesDir: string;
  readonly welcome: Welcome;
  readonly snapshot: () => Snapshot;
  readonly onCommand: (command: Exclude<FromScreen, { type: 'hello' }>) => void;
  /** The page is gone or silent, or another has taken its place. */
  readonly onGone: () => void;
  readonly log: Log;
  readonly helloWithinMs?: number;
  /** So long may a page that said hello say nothing. */
  readonly silentAfterMs?: number;
  readonly ticketForMs?: number;
}

export class ScreenLink {
  readonly #options: ScreenLinkOptions;
  readonly #pages: ReadonlyMap<string, Page>;
  readonly #tickets: Tickets;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  readonly #servers: Server[] = [];
  #screen: ScreenSession | undefined;
  #lastTold = '';
  #isDue = false;

  /** @throws ScreenFault `screen_not_built` */
  constructor(options: ScreenLinkOptions) {
    this.#options = options;
    this.#pages = loadPages(options.pagesDir);
    this.#tickets = new Tickets(options.ticketForMs);
  }

  /**
   * Listens on 127.0.0.1 and, where the machine has it, on ::1; answers the port.
   * @throws ScreenFault `port_in_use`, `port_refused`
   */
  async listen(): Promise<number> {
    const port = await this.#listenOn('127.0.0.1', this.#options.port);
    await this.#listenOn('::1', port).catch(() => this.#options.log('no_ipv6_loopback', { port }));
    return port;
  }

  /** The snapshot may have changed. Many changes in one turn of the event loop become one message. */
  changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#tell();
    });
  }

  /** Said once to the page that is there now, and to no later one: with no page it is lost. */
  say(message: Scanned | Photo): void {
    this.#screen?.tell(message);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    await Promise.all(
      this.#servers.map((server) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        server.close(() => resolve());
        server.closeAllConnections();
        return promise;
      }),
    );
  }

  async #listenOn(host: string, port: number): Promise<number> {
    const server = createServer();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', (cause) => reject(cannotListen(`${host}:${port}`, cause)));
    server.listen({ host, port, ipv6Only: host === '::1' }, () => resolve());
    await promise;
    this.#servers.push(server);
    const { port: bound } = server.address() as AddressInfo;
    this.#serve(server, bound);
    return bound;
  }

  #serve(server: Server, port: number): void {
    const { serverUrl } = this.#options.welcome;
    const pages = new PageServer({ port, serverUrl, pages: this.#pages, tickets: this.#tickets });
    const guard = loopbackGuard(port);
    server.on('request', (request, response) => pages.answer(request, response));
    server.on('upgrade', (request, socket, head) => {
      const refusal = this.#refusal(request, guard);
      if (refusal === undefined) this.#accept(request, socket, head);
      else refuse(socket, refusal, this.#options.log);
    });
  }

  #refusal({ url, headers }: IncomingMessage, guard: ReturnType<typeof loopbackGuard>): number | undefined {
    if (!guard.isOwnHost(headers.host)) return 421;
    if (!guard.isOwnOrigin(headers.origin)) return 403;
    if (url !== SOCKET_PATH) return 404;
    return this.#sockets.clients.size >= MOST_SOCKETS ? 503 : undefined;
  }

  #accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      const { onCommand, log, helloWithinMs = 5000 } = this.#options;
      const { silentAfterMs = MISSED_BEATS * ALIVE_EVERY_MS } = this.#options;
      const session: ScreenSession = new ScreenSession(socket, {
        redeem: (ticket) => this.#tickets.redeem(ticket),
        onHello: () => this.#welcome(session),
        onCommand,
        onSilent: () => log('screen_silent'),
        onClosed: () => this.#leave(session),
        helloWithinMs,
        silentAfterMs,
      });
    });
  }

  /** One screen at a time: a newer page takes the place of the older. */
  #welcome(session: ScreenSession): void {
    const former = this.#screen;
    this.#screen = session;
    former?.replace();
    if (former !== undefined) this.#options.onGone();
    this.#options.log('screen_connected');
    session.tell(this.#options.welcome);
    this.#lastTold = '';
    this.#tell();
  }

  #leave(session: ScreenSession): void {
    if (this.#screen !== session) return;
    this.#screen = undefined;
    this.#options.log('screen_gone');
    this.#options.onGone();
  }

  #tell(): void {
    if (this.#screen === undefined) return;
    const snapshot = this.#options.snapshot();
    const text = JSON.stringify(snapshot);
    if (text === this.#lastTold) return;
    this.#lastTold = text;
    this.#screen.tell(snapshot);
  }
}

function cannotListen(address: string, cause: NodeJS.ErrnoException): ScreenFault {
  if (cause.code === 'EADDRINUSE') {
    const remedy = 'stop it, or choose another listen.port';
    return new ScreenFault('port_in_use', `${address} is in use by another program: ${remedy}`, { cause });
  }
  return new ScreenFault('port_refused', `${address} cannot be listened on: ${cause.code}`, { cause });
}

function refuse(socket: Duplex, status: number, log: Log): void {
  log('socket_refused', { status });
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy()); // else the caller decides how long it stays
  socket.end(`HTTP/1.1 ${status} \r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
