/** The words in which a printer is spoken of: what its callers need and no more. */

/** What is wrong with the paper path, in the field's words; the order is the order of urgency. */
export const CONDITIONS = [
  'offline',
  'cover_open',
  'jam',
  'paper_out',
  'cutter_fault',
  'toner_empty',
  'output_full',
  'overheat',
  'device_fault',
  'paper_low',
  'toner_low',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Soon somebody's work; a job may be started all the same. */
const WARNINGS: ReadonlySet<Condition> = new Set<Condition>(['paper_low', 'toner_low']);

/** Those under which no job may be started. */
export function blockingOf(conditions: readonly Condition[]): Condition[] {
  return conditions.filter((condition) => !WARNINGS.has(condition));
}

export interface PrinterStatus {
  /** Sorted as in CONDITIONS; empty when nothing is wrong. */
  readonly conditions: readonly Condition[];
  /** The device is working on a job, ours or somebody else's. */
  readonly busy: boolean;
}

/** One document for one device. `name` is the job's id with us; the device knows the job by it. */
export interface PrintJob {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * What the device has told about a job, in the order in which it happens.
 * `created` comes before byte one of the document: the caller makes its intent durable before it asks for the
 * next event. `blocked` may come and go. The last event is always an `Outcome`.
 */
export type PrintEvent =
  | { readonly type: 'created'; readonly deviceJob: string }
  | { readonly type: 'sent' }
  | { readonly type: 'blocked'; readonly conditions: readonly Condition[] }
  | { readonly type: 'resumed' }
  | Outcome;

/**
 * `done`: the device gave evidence of paper. `not_printed`: the device proved that no paper came.
 * `uncertain`: neither; it must never be printed again by itself (docs/device-agent.md, "Exactly once").
 */
export type Outcome =
  | { readonly type: 'done'; readonly evidence: string }
  | { readonly type: 'not_printed'; readonly reason: string }
  | { readonly type: 'uncertain'; readonly reason: string };

/** What was known of a job when the agent last wrote it down. */
export interface UnsettledJob {
  readonly name: string;
  /** The device's own id of the job, once it was created there. */
  readonly deviceJob: string | undefined;
  /** When the intent was committed, ms since 1970. */
  readonly intentAt: number;
}

export interface PrinterDriver {
  readonly kind: 'page' | 'slip';
  /** Never throws: a device that does not answer is `offline`. */
  status(): Promise<PrinterStatus>;
  /** Prints one document once. Ends with exactly one Outcome; throws only what is a programmer's error. */
  print(job: PrintJob, signal: AbortSignal): AsyncIterable<PrintEvent>;
  /** After a restart: what became of a job whose intent was committed? */
  recover(job: UnsettledJob): Promise<Outcome>;
  close(): Promise<void>;
}
