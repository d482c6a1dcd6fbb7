/** One socket of one page: first a ticket, then commands in and snapshots out. */
import { safeParse } from 'valibot';
import type { RawData, WebSocket } from 'ws';
import { type FromAgent, type FromScreen, fromScreen, MAX_MESSAGE_BYTES } from '../contract/messages.ts';
import { jsonOf } from '../json.ts';

/** RFC 6455, 7.4.1: policy violation. */
const POLICY_VIOLATION = 1008;
/** RFC 6455, 7.4.2: private use. */
const REPLACED = 4001;
/** A page that reads nothing must not fill the agent's memory. */
const MOST_UNREAD_BYTES = 16 * MAX_MESSAGE_BYTES;

export interface SessionOptions {
  readonly redeem: (ticket: string) => boolean;
  readonly onHello: () => void;
  readonly onCommand: (command: Exclude<FromScreen, { type: 'hello' }>) => void;
  /** The page has said nothing for `silentAfterMs`; `onClosed` follows. */
  readonly onSilent: () => void;
  readonly onClosed: () => void;
  readonly helloWithinMs: number;
  readonly silentAfterMs: number;
}

export class ScreenSession {
  readonly #socket: WebSocket;
  readonly #options: SessionOptions;
  /** First for hello, then for each sign of life. */
  #patience: NodeJS.Timeout;
  #isKnown = false;

  constructor(socket: WebSocket, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#patience = setTimeout(() => this.#refuse(), options.helloWithinMs);
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(this.#patience);
      if (this.#isKnown) options.onClosed();
    });
  }

  tell(message: FromAgent): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_UNREAD_BYTES) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }

  replace(): void {
    this.#isKnown = false;
    this.#socket.close(REPLACED, 'replaced');
  }

  #take(data: RawData, isBinary: boolean): void {
    const message = isBinary ? undefined : parsed(data);
    if (message === undefined || (message.type === 'hello') === this.#isKnown) this.#refuse();
    else if (message.type !== 'hello') this.#obey(message);
    else if (this.#options.redeem(message.ticket)) this.#greet();
    else this.#refuse();
  }

  #greet(): void {
    clearTimeout(this.#patience);
    this.#isKnown = true;
    this.#patience = setTimeout(() => this.#giveUp(), this.#options.silentAfterMs);
    this.#options.onHello();
  }

  #obey(command: Exclude<FromScreen, { type: 'hello' }>): void {
    this.#patience.refresh();
    this.#options.onCommand(command);
  }

  /** A frozen page answers no close either: the socket is torn down. */
  #giveUp(): void {
    this.#options.onSilent();
    this.#socket.terminate();
  }

  #refuse(): void {
    this.#socket.close(POLICY_VIOLATION);
  }
}

function parsed(data: RawData): FromScreen | undefined {
  const result = safeParse(fromScreen, jsonOf(data.toString()));
  return result.success ? result.output : undefined;
}
