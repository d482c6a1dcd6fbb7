/** Answers plain HTTP requests of the screen: its files, and the wiping of what the browser keeps. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLEAR_SITE_DATA, securityHeaders } from './headers.ts';
import { type LoopbackGuard, loopbackGuard } from './loopback-guard.ts';
import { type Page, withTicket } from './pages.ts';
import type { Tickets } from './tickets.ts';

export interface PageServerOptions {
  readonly port: number;
  readonly serverUrl: string;
  readonly pages: ReadonlyMap<string, Page>;
  readonly tickets: Tickets;
}

export class PageServer {
  readonly #pages: ReadonlyMap<string, Page>;
  readonly #tickets: Tickets;
  readonly #guard: LoopbackGuard;
  readonly #headers: Record<string, string>;

  constructor({ port, serverUrl, pages, tickets }: PageServerOptions) {
    this.#pages = pages;
    this.#tickets = tickets;
    this.#guard = loopbackGuard(port);
    this.#headers = securityHeaders(port, serverUrl);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    const [pathname = '/'] = (request.url ?? '/').split('?');
    if (!this.#guard.isOwnHost(request.headers.host)) refuse(response, 421);
    else if (pathname === '/end') this.#clear(request, response);
    else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405);
    else this.#give(pathname === '/' ? '/index.html' : pathname, request, response);
  }

  #clear({ method, headers }: IncomingMessage, response: ServerResponse): void {
    if (method !== 'POST') refuse(response, 405);
    else if (!this.#guard.isOwnOrigin(headers.origin)) refuse(response, 403);
    else response.writeHead(204, { 'clear-site-data': CLEAR_SITE_DATA, 'cache-control': 'no-store' }).end();
  }

  #give(path: string, request: IncomingMessage, response: ServerResponse): void {
    const found = this.#pages.get(path);
    if (found === undefined) {
      refuse(response, 404);
      return;
    }
    const page = path === '/index.html' ? withTicket(found, this.#tickets.issue()) : found;
    response.writeHead(200, {
      'content-type': page.mediaType,
      'content-length': page.bytes.length,
      'cache-control': page.cacheControl,
    });
    response.end(request.method === 'HEAD' ? undefined : page.bytes);
  }
}

function refuse(response: ServerResponse, status: 403 | 404 | 405 | 421): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end();
}
