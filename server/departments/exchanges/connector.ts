/** One way to speak to an exchange. Two are written: the national exchange and X-Road. */
import type { DepartmentQuery } from '../department.ts';

export interface Question {
  readonly requestId: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly query: DepartmentQuery;
  /** Names on the department's wire: what is wanted, and nothing else. */
  readonly fields: readonly string[];
}

export interface Exchanging {
  /** As `write` made it: it stays the same when the question is asked again. */
  readonly body: string;
  readonly question: Question;
  /** Told of the bytes of every answer, before anything is made of them. */
  readonly heard: (bytes: Uint8Array) => void;
  readonly signal: AbortSignal;
}

/** `undefined`: the department knows that it has nothing. */
export type Found = { readonly record: unknown } | undefined;

export interface Connector {
  write(question: Question): string;
  /** Throws DepartmentFault. */
  ask(exchanging: Exchanging): Promise<Found>;
}
