/** What may be said in the log. A closed list: a card number, a name or a body has no field to stand in. */
interface LogFields {
  /** Class and code of what was thrown, never its message: nobody can say what a foreign one holds. */
  readonly fault?: string;
  /** The line of our own code that it came through. */
  readonly where?: string;
  /** What keeps the database away, for the operator: it speaks of directories and sockets, never of rows. */
  readonly sentence?: string;
}

/** Writes one event. */
export type Log = (event: string, fields?: LogFields) => void;

const ALLOWED = { fault: true, where: true, sentence: true } as const satisfies Record<keyof LogFields, true>;

/** One JSON line an event. Fields outside the list are dropped, also where the compiler could not see them. */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (event, fields = {}) => {
    const kept = Object.entries(fields).filter(([name]) => Object.hasOwn(ALLOWED, name));
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...Object.fromEntries(kept) })}\n`);
  };
}

/** Standard output is for the ready line. */
export const logToStderr: Log = jsonLog((line) => process.stderr.write(line));
