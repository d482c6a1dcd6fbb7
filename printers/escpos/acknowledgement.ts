/**
 * The question behind a piece of a slip, and the wait for its answer. A printer obeys in order, so the answer says that the
 * piece in front of it has been gone through; a printer that lost its power in between never gives it.
 */
import { processIdOf, type Said } from './line/status.ts';

/**
 * How the printer tells: by a name it sends back (GS ( H), or by answering GS r twice, since a lone byte may be noise.
 * Both times it is asked for its paper: models without a drawer pass over GS r 2.
 */
export type Completion = 'process_id' | 'stream_ack';

const STREAM_QUESTION = Buffer.of(0x1d, 0x72, 1, 0x1d, 0x72, 1);
const ANSWERS_TO_A_PAIR = 2;

export class Acknowledgement {
  readonly #completion: Completion;
  readonly #id: string;
  readonly #came = new AbortController();
  #sensors = 0;

  /** `count` makes the name of the question: no two that follow each other may have the same. */
  constructor(completion: Completion, count: number) {
    this.#completion = completion;
    this.#id = processIdOf(count);
  }

  get question(): Buffer {
    switch (this.#completion) {
      case 'process_id':
        return processId(this.#id);
      case 'stream_ack':
        return STREAM_QUESTION;
      default:
        return this.#completion satisfies never;
    }
  }

  /** Aborted when the whole answer is here. */
  get came(): AbortSignal {
    return this.#came.signal;
  }

  hear(said: Said): void {
    if (said.kind === 'paper_sensor') this.#sensors += 1;
    const isWhole =
      this.#completion === 'process_id'
        ? said.kind === 'process_id' && said.id === this.#id
        : this.#sensors >= ANSWERS_TO_A_PAIR;
    if (isWhole) this.#came.abort();
  }
}

/** GS ( H, function 48: the printer sends the id back once everything before it is printed. */
function processId(id: string): Buffer {
  return Buffer.concat([Buffer.of(0x1d, 0x28, 0x48, 6, 0, 48, 48), Buffer.from(id, 'latin1')]);
}
