type LogField = string | number | boolean | undefined;

/** Writes one event. Fields are ids, codes and counts; never a card number, a name or a body. */
export type Log = (event: string, fields?: Readonly<Record<string, LogField>>) => void;

/** One JSON line an event, on standard error: standard output is for the ready line. */
export const logToStderr: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};
