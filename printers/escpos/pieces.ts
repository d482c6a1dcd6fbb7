/** A slip cut into what the printer takes in one go and is asked about before it gets more. */

/** What a serial printer can surely buffer. */
const MAX_PIECE_BYTES = 512;

/** `bytes` stay together; `resume` are the modes they count on, should the printer have been switched off just before. */
export interface Command {
  readonly bytes: Buffer;
  readonly resume: Buffer;
}

/** Whole commands together as long as they fit with the question; one that is longer goes alone. */
export function piecesOf(commands: readonly Command[], questionBytes: number): Buffer[] {
  const pieces: Buffer[][] = [];
  let room = 0;
  for (const { bytes, resume } of commands) {
    if (bytes.length > room) {
      pieces.push([resume]);
      room = MAX_PIECE_BYTES - questionBytes - resume.length;
    }
    pieces.at(-1)?.push(bytes);
    room -= bytes.length;
  }
  return pieces.map((parts) => Buffer.concat(parts));
}
