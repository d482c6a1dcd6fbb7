import type { Fault } from '../contract/faults.ts';

export type ReaderFaultCode = Extract<Fault, `reader_${string}` | `sam_${string}` | `card_${string}`>;

/** What went wrong between us, the reader and the card. The message is for the log: bytes and status words, never a field of a card. */
export class ReaderFault extends Error {
  override readonly name = 'ReaderFault';
  readonly code: ReaderFaultCode;
  /** SW3, when it was the reader that said so; undefined when the line or the data is at fault. */
  readonly status: number | undefined;
  constructor(code: ReaderFaultCode, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
