/** A printer on USB as the kernel's driver shows it: a file to be written to and read from (Linux, usblp). */
import { existsSync } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { letGo } from '../../lines/closing.ts';
import { drained } from '../../lines/drain.ts';
import type { Line } from '../../lines/line.ts';
import { gone, PortFault, sentenceOf } from '../../port-fault.ts';

/** Node waits for no such file to become readable, or to take bytes again: it is looked at. */
const LOOK_AGAIN_AFTER_MS = 10;
/** While nothing was said for a while, by either side: to look costs more than it seems. */
const LOOK_AT_REST_AFTER_MS = 100;
const REST_AFTER_MS = 300;
const MAX_READ_BYTES = 1024;

/**
 * A node that only takes, and never answers, opens as any other does: whoever asks finds it silent. The kernel's driver
 * allows one opening at a time and may take a second to let go of a printer, so one that was closed is waited for.
 */
export function printerNode(path: string): Line {
  let former: NodeStream | undefined;
  return {
    name: path,
    isPresent: async () => existsSync(path),
    async open() {
      if (former?.destroyed) await letGo(former);
      former = new NodeStream(path, await openNode(path));
      return drained(former);
    },
  };
}

/** @throws PortFault locked (by another program, or by CUPS), not_opened */
async function openNode(path: string): Promise<FileHandle> {
  const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants;
  const file = await open(path, O_RDWR | O_NONBLOCK | O_NOCTTY).catch((why) => {
    throw new PortFault(codeOf(why) === 'EBUSY' ? 'locked' : 'not_opened', sentenceOf(why), why);
  });
  if ((await file.stat()).isCharacterDevice()) return file;
  await file.close();
  throw new PortFault('not_opened', `${path} is no device`);
}

/** It flows from the start and closes when the device goes. What was not taken when it is destroyed is never sent. */
class NodeStream extends Duplex {
  readonly #path: string;
  readonly #file: FileHandle;
  #spokenAt = Number.NEGATIVE_INFINITY;

  constructor(path: string, file: FileHandle) {
    super();
    this.#path = path;
    this.#file = file;
    this.on('error', () => {}); // the loss itself is told by 'close'
    this.resume();
    this.#listen().catch((why) => this.destroy(gone(why)));
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(bytes).then(
      () => done(),
      (why) => done(gone(why)),
    );
  }

  /** Waits for what is under way, which lasts as long as one call to the kernel. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const closed = () => done(error);
    this.#file.close().then(closed, closed);
  }

  /** A packet without bytes reads as an end of file does: some printers send them all day long. */
  async #listen(): Promise<void> {
    const buffer = Buffer.alloc(MAX_READ_BYTES);
    while (!this.destroyed) {
      const read = await unlessBusy(this.#file.read(buffer, 0, buffer.length, null));
      if (read?.bytesRead) this.#hear(buffer.subarray(0, read.bytesRead));
      else if (read && !existsSync(this.#path)) throw new Error(`${this.#path} is gone`);
      else await sleep(this.#isAtRest ? LOOK_AT_REST_AFTER_MS : LOOK_AGAIN_AFTER_MS);
    }
  }

  get #isAtRest(): boolean {
    return performance.now() - this.#spokenAt > REST_AFTER_MS;
  }

  #hear(bytes: Buffer): void {
    this.#spokenAt = performance.now();
    this.push(Buffer.from(bytes));
  }

  async #send(bytes: Buffer): Promise<void> {
    this.#spokenAt = performance.now();
    for (let sent = 0; sent < bytes.length; ) {
      if (this.destroyed) throw new Error(`${this.#path} was closed`);
      const written = await unlessBusy(this.#file.write(bytes, sent, bytes.length - sent, null));
      if (written) sent += written.bytesWritten;
      else await sleep(LOOK_AGAIN_AFTER_MS);
    }
  }
}

/** Undefined when the kernel had nothing for us, or took nothing, just now. */
function unlessBusy<Result>(call: Promise<Result>): Promise<Result | undefined> {
  return call.catch((why) => {
    if (codeOf(why) === 'EAGAIN' || codeOf(why) === 'EINTR') return undefined;
    throw why;
  });
}

function codeOf(why: unknown): unknown {
  return why instanceof Error && 'code' in why ? why.code : undefined;
}
