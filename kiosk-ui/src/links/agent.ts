/** The socket to the agent on the page's own origin. One page, one ticket, one socket: a lost link means a new page. */

import { safeParse } from 'valibot';
import {
  ALIVE_EVERY_MS,
  type FromAgent,
  type FromScreen,
  fromAgent,
  MAX_MESSAGE_BYTES,
  SOCKET_PATH,
} from '#agent/contract/messages.ts';

interface Listener {
  readonly heard: (message: FromAgent) => void;
  /** Once; nothing is heard afterwards. */
  readonly lost: () => void;
}

export class AgentLink {
  readonly #socket: WebSocket;
  readonly #listener: Listener;
  #beat: ReturnType<typeof setInterval> | undefined;
  #isLost = false;

  /** `ticket` came with the page. */
  constructor(page: URL, ticket: string, listener: Listener) {
    this.#listener = listener;
    const url = new URL(SOCKET_PATH, page);
    url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener('open', () => this.#open(ticket));
    this.#socket.addEventListener('message', ({ data }) => this.#hear(data));
    this.#socket.addEventListener('close', () => this.#lose());
    this.#socket.addEventListener('error', () => this.#lose());
  }

  /** Silently drops what cannot be sent: a dead link is told by `lost`. */
  send(message: FromScreen): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #open(ticket: string): void {
    this.send({ type: 'hello', ticket });
    this.#beat = setInterval(() => this.send({ type: 'alive' }), ALIVE_EVERY_MS);
  }

  #hear(data: unknown): void {
    if (this.#isLost) return;
    const message = parsed(data);
    if (message === undefined) this.#lose();
    else this.#listener.heard(message);
  }

  #lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    clearInterval(this.#beat);
    this.#socket.close();
    this.#listener.lost();
  }
}

/** Undefined for anything the contract does not know. */
function parsed(data: unknown): FromAgent | undefined {
  if (typeof data !== 'string' || data.length > MAX_MESSAGE_BYTES) return undefined;
  try {
    const { success, output } = safeParse(fromAgent, JSON.parse(data));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}
