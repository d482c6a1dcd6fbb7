import type { Fault } from '../contract/faults.ts';

export type ReaderFaultCode = Extract<Fault, `reader_${string}` | `sam_${string}` | `card_${string}`>;

/** The far end's own word, where it gave one. */
interface Said {
  /** SW3 of the reader. */
  readonly status?: number | undefined;
  /** Of a card of a kind that nobody knows: `U+0058`. */
  readonly flag?: string;
}

/** What went wrong between us, the reader and the card. The message is for the log: bytes and status words, never a field of a card. */
export class ReaderFault extends Error {
  override readonly name = 'ReaderFault';
  readonly code: ReaderFaultCode;
  /** SW3, when it was the reader that said so; undefined when the line or the data is at fault. */
  readonly status: number | undefined;
  /** What reader or card said, for the reading report: SW3 in hex, or the flag; null when line or data is at fault. */
  readonly said: string | null;

  constructor(code: ReaderFaultCode, message: string, { status, flag }: Said = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.said = flag ?? status?.toString(16).padStart(2, '0') ?? null;
  }
}
