/** A device on the network, or behind a serial server, that takes bytes and gives them as they are. */
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { drained } from './drain.ts';
import type { Line } from './line.ts';

interface TcpTimes {
  readonly connectWithinMs: number;
  /** Asks a far end that says nothing for so long whether it is still there; whoever uses the line asks sooner. */
  readonly keepAliveAfterMs: number;
}
const TCP_TIMES: TcpTimes = { connectWithinMs: 3000, keepAliveAfterMs: 10_000 };

export function tcpLine(host: string, port: number, times = TCP_TIMES): Line {
  const name = `tcp ${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    name,
    isPresent: async () => true, // nobody can see the far end before a connection is made
    open: async () => drained(await connected({ host, port, name }, times)),
  };
}

interface FarEnd {
  readonly host: string;
  readonly port: number;
  readonly name: string;
}

/** A stream that closes when the far end ends or resets it. @throws Error when nobody takes the connection in time */
async function connected({ host, port, name }: FarEnd, times: TcpTimes): Promise<Duplex> {
  const socket = new AbruptSocket().setNoDelay(true).setKeepAlive(true, times.keepAliveAfterMs);
  socket.on('end', () => socket.destroy()); // half a conversation is none
  const late = new Error(`${name}: no connection within ${times.connectWithinMs} ms`);
  const timer = setTimeout(() => socket.destroy(late), times.connectWithinMs);
  try {
    await untilConnected(socket.connect({ host, port }));
  } finally {
    clearTimeout(timer);
  }
  socket.on('error', () => {}); // the loss itself is told by 'close'
  return socket.resume();
}

/**
 * Destroyed, it breaks the connection off instead of ending it in order: what a printer has not taken yet would else be
 * offered to it for minutes, and a slip come out long after it was given up.
 */
class AbruptSocket extends Socket {
  #isBrokenOff = false;

  override destroy(error?: Error): this {
    const isOpen = !this.connecting && !this.destroyed && this.remoteAddress !== undefined;
    if (isOpen && !this.#isBrokenOff) {
      this.#isBrokenOff = true;
      this.resetAndDestroy(); // alone it would wait until everything is written
    }
    return super.destroy(error);
  }
}

function untilConnected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
}
