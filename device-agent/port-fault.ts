/**
 * `locked`: another program holds the port. `library_missing`: node-hid lacks a library of the system. `gone`: it was
 * open, and the device went. `not_opened`: any other reason, and the message is the system's.
 */
export type PortFaultCode = 'locked' | 'library_missing' | 'gone' | 'not_opened';

/** Why a serial port or a HID device is of no use. The message is for the log and the technician. */
export class PortFault extends Error {
  override readonly name = 'PortFault';
  readonly code: PortFaultCode;

  constructor(code: PortFaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export function gone(why: unknown): PortFault {
  return new PortFault('gone', sentenceOf(why), why);
}

/** What a library or the system threw, in its own words. */
export function sentenceOf(why: unknown): string {
  return why instanceof Error ? why.message : String(why);
}
