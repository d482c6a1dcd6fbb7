/** What may be said in the log. A closed list: whatever a card or an order holds has no field to stand in. */
interface LogFields {
  readonly job?: string;
  readonly state?: string;
  readonly fault?: string;
  readonly device?: string;
  readonly ms?: number;
  /** How long the steps of one card's reading took. */
  readonly findMs?: number;
  readonly selectMs?: number;
  readonly readMs?: number;
  readonly addressMs?: number;
  /** A status word of the card reader, or the flag of a kind of card that nobody knows. */
  readonly said?: string;
  readonly status?: number;
  readonly port?: number;
  readonly sentence?: string;
  readonly where?: string;
}
export type Log = (event: string, fields?: LogFields) => void;

const ALLOWED = {
  job: true,
  state: true,
  fault: true,
  device: true,
  ms: true,
  findMs: true,
  selectMs: true,
  readMs: true,
  addressMs: true,
  said: true,
  status: true,
  port: true,
  sentence: true,
  where: true,
} as const satisfies Record<keyof LogFields, true>;

/** One JSON line an event. Fields outside the list are dropped, also where the compiler could not see them. */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (event, fields = {}) => {
    const kept = Object.entries(fields).filter(([name]) => Object.hasOwn(ALLOWED, name));
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...Object.fromEntries(kept) })}\n`);
  };
}

/** Where in the program it happened. The message stays out of the log: nobody can say what a foreign one holds. */
export function placeOf(fault: unknown): string {
  const line =
    fault instanceof Error ? fault.stack?.split('\n').find((text) => text.startsWith('    at ')) : '';
  return line?.trim() ?? '';
}
