/** Departments that say what a test has told them to, and remember what they were asked. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type {
  DepartmentAnswer,
  DepartmentQuery,
  Departments,
} from '../../../server/departments/department.ts';
import type { SourceAnswer } from '../../../server/rules/source-answer.ts';

export class ToldDepartments implements Departments {
  readonly asked: DepartmentQuery[] = [];
  readonly answers = new Map<string, SourceAnswer>();
  readonly resting = new Set<string>();

  /** Whoever waits, waits until the signal ends it. */
  isSilent = false;
  /** What happens while a department is asked. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();
  /** Of everybody who was made to wait. */
  readonly signals = new Set<AbortSignal>();

  async query(query: DepartmentQuery, signal?: AbortSignal): Promise<DepartmentAnswer> {
    this.asked.push(query);
    await this.meanwhile();
    if (this.isSilent && signal !== undefined) {
      this.signals.add(signal);
      if (!signal.aborted) await once(signal, 'abort');
    }
    return {
      answer: this.answers.get(query.source) ?? { state: 'unavailable' },
      evidence: {
        requestId: randomUUID(),
        askedBy: 'resident',
        requestHash: createHash('sha256').update(query.source).digest('hex'),
        responseHash: undefined,
        at: Date.parse('2026-11-22T04:00:00Z'),
      },
    };
  }

  down(): ReadonlySet<string> {
    return this.resting;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
