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
  'paper_waiting',
  'paper_low',
  'toner_low',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A paper that waits to be taken is no fault; the others are soon somebody's work. None of them stops a job on its way. */
const WARNINGS: ReadonlySet<Condition> = new Set<Condition>(['paper_waiting', 'paper_low', 'toner_low']);

/** Those under which nothing comes out. */
export function blockingOf(conditions: readonly Condition[]): Condition[] {
  return conditions.filter((condition) => !WARNINGS.has(condition));
}

/** Those under which no job may be started: nobody's paper is pushed out, or printed onto, by another's. */
export function hindersStart(conditions: readonly Condition[]): Condition[] {
  return conditions.filter((condition) => !WARNINGS.has(condition) || condition === 'paper_waiting');
}

/** What is used up. `percent` is null where the device has some and cannot say how much. */
export interface Supply {
  readonly kind: 'paper' | 'toner' | 'drum' | 'waste';
  /** The device's own name of it: a tray, a cartridge. */
  readonly name: string;
  readonly percent: number | null;
}

/**
 * What a device can tell and do. `evidence`: the best word it has for paper that came out; `none` means that its jobs
 * end `uncertain` at best.
 */
export interface Capabilities {
  readonly evidence: 'pages' | 'job' | 'process_id' | 'stream_ack' | 'none';
  /** It reports a paper that waits in its mouth as `paper_waiting`. */
  readonly seesTaking: boolean;
  readonly canRetract: boolean;
  /** It tells of changes by itself; others are asked. */
  readonly tellsChanges: boolean;
}

export interface PrinterStatus {
  /** Sorted as in CONDITIONS; empty when nothing is wrong. */
  readonly conditions: readonly Condition[];
  /** The device is working on a job, ours or somebody else's. */
  readonly busy: boolean;
  readonly supplies: readonly Supply[];
}

/** One document for one device. `name` is the job's id with us; the device knows the job by it. */
export interface PrintJob {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Sides of paper the device must count before it is believed; 1 for a slip. */
  readonly pages: number;
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
  /** What this device can tell and do, as far as it has been asked; it may learn more once it answers. Never throws. */
  capabilities(): Promise<Capabilities>;
  /** Draws a paper that nobody took back into the machine. False where it cannot or did not. Never throws. */
  retract(): Promise<boolean>;
  /** One listener; called when the device tells of a change by itself. */
  onChange(hear: () => void): void;
  close(): Promise<void>;
}
