/**
 * `silent`: the line is there, no answer in time. `stuck`: the line is there and takes no more bytes. `gone`: the line is
 * closed.
 */
export class LineFault extends Error {
  readonly code: 'silent' | 'stuck' | 'gone';
  constructor(code: LineFault['code'], cause?: unknown) {
    super(`the slip printer is ${code}`, { cause });
    this.code = code;
  }
}
