/** All departments behind one door: which exchange carries a source, what became of each question, and the evidence. */
import { createHash, randomUUID } from 'node:crypto';
import type { FactBook } from '../definitions/fact-book.ts';
import type { SourceFile } from '../definitions/source-file.ts';
import type { Log } from '../log.ts';
import type { DepartmentAnswer, DepartmentQuery, Departments } from './department.ts';
import { DepartmentFault } from './department-fault.ts';
import type { ExchangeSettings } from './exchange-settings.ts';

interface Parts {
  readonly settings: ExchangeSettings;
  readonly book: FactBook;
  readonly log: Log;
  /** Ms since 1970. */
  readonly now?: () => number;
}

/** Sources that no exchange carries are down for good and answer `unavailable`. */
export function openDepartments({ book, log, now = Date.now }: Parts): Departments {
  const outside = sourcesOutside(book);
  return {
    query: async ({ source }: DepartmentQuery): Promise<DepartmentAnswer> => {
      const fault = new DepartmentFault('not_configured');
      log('department_silent', { fault: fault.code, where: source });
      return {
        answer: { state: fault.state },
        evidence: {
          requestId: randomUUID(),
          requestHash: createHash('sha256').digest('hex'),
          responseHash: undefined,
          at: now(),
        },
      };
    },
    down: () => new Set(outside),
    close: async () => {},
  };
}

/** A source that has a wire is asked over it; one whose facts have no field is in this house. */
function sourcesOutside({ sources }: FactBook): string[] {
  const hasWire = ({ facts, tables }: SourceFile) =>
    Object.values(facts).some(({ field }) => field !== undefined) || Object.keys(tables).length > 0;
  return [...sources.values()].filter(hasWire).map(({ source }) => source);
}
