/** What may be said in the log. A closed list: whatever a card or an order holds has no field to stand in. */
interface LogFields {
  readonly job?: string;
  readonly state?: string;
  readonly fault?: string;
  readonly device?: string;
  readonly ms?: number;
  readonly status?: number;
  readonly port?: number;
  readonly sentence?: string;
  readonly where?: string;
}
export type Log = (event: string, fields?: LogFields) => void;

const ALLOWED = [
  'job',
  'state',
  'fault',
  'device',
  'ms',
  'status',
  'port',
  'sentence',
  'where',
] as const satisfies (keyof LogFields)[];

/** One JSON line an event. Fields outside the list are dropped, also where the compiler could not see them. */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (event, fields = {}) => {
    const kept = ALLOWED.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]));
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...Object.fromEntries(kept) })}\n`);
  };
}
