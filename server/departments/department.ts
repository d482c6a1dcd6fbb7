/** What the house asks of a department about one person, and what it keeps as evidence of the answer. */
import type { SourceAnswer, SourceQuery } from '../rules/source-answer.ts';

/** Who is asked about. Goes to the department and nowhere else: no log, no URL. */
export interface Subject {
  readonly idNumber: string;
  readonly name: string;
}

export interface DepartmentQuery {
  /** As in server/sources/, e.g. `police.residence`. */
  readonly source: string;
  /** The service it is asked for: the only use that may be made of the answer. */
  readonly purpose: string;
  readonly subject: Subject;
  readonly wanted: SourceQuery;
  /** The visit that caused it. */
  readonly caseId: string;
  /** Who asks: `kiosk:<id>` for the resident at a kiosk, `staff:<number>` for staff. */
  readonly actor: string;
}

/**
 * Proof that an answer was given to a question (after X-Road's request hash). Holds nothing of the person, but a hash
 * over few possible values can be guessed: it is kept as sealed as the facts.
 */
export interface Evidence {
  readonly requestId: string;
  /** Who answered for asking (`sources.*.asker` of the settings); undefined when nobody was asked. */
  readonly askedBy: 'resident' | 'officer' | undefined;
  /** SHA-256 over what was asked, 64 hexadecimal digits. */
  readonly requestHash: string;
  /** SHA-256 over the bytes that were answered; undefined when there were none. */
  readonly responseHash: string | undefined;
  /** When the answer was there, ms since 1970. */
  readonly at: number;
}

export interface DepartmentAnswer {
  readonly answer: SourceAnswer;
  readonly evidence: Evidence;
}

export interface Departments {
  /** Never throws: whatever goes wrong is one of the five answers. `signal` ends the waiting: `unavailable`. */
  query(query: DepartmentQuery, signal?: AbortSignal): Promise<DepartmentAnswer>;
  /** Sources that are not asked now, because they failed several times in a row or are not configured. */
  down(): ReadonlySet<string>;
  close(): Promise<void>;
}
