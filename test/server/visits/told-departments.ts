/** Departments that say what a test has told them to, and remember what they were asked. */
import { createHash, randomUUID } from 'node:crypto';
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

  async query(query: DepartmentQuery): Promise<DepartmentAnswer> {
    this.asked.push(query);
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
