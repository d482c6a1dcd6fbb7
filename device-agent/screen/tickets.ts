import { randomBytes } from 'node:crypto';

const TICKET_BYTES = 32;
/** Pages nobody opened a socket from; more than these are not kept. */
const MOST_OPEN = 64;

/** One-time tickets: a page that the agent served itself may open the socket once, and soon. */
export class Tickets {
  readonly #validForMs: number;
  readonly #now: () => number;
  readonly #expiry = new Map<string, number>();

  constructor(validForMs = 30_000, now: () => number = Date.now) {
    this.#validForMs = validForMs;
    this.#now = now;
  }

  issue(): string {
    const [oldest] = this.#expiry.keys();
    if (this.#expiry.size >= MOST_OPEN && oldest !== undefined) this.#expiry.delete(oldest);
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    this.#expiry.set(ticket, this.#now() + this.#validForMs);
    return ticket;
  }

  /** True once for a ticket that was issued in time. */
  redeem(ticket: string): boolean {
    const expiry = this.#expiry.get(ticket);
    this.#expiry.delete(ticket);
    return expiry !== undefined && this.#now() < expiry;
  }
}
