/** What a test wants, in English. `isMet`: whether it must be met or, under a `not`, must not. */
import type { LeafTest, Operand } from '../leaf-test.ts';
import type { Tell } from './required-zh.ts';

export function requiredEn(test: LeafTest, tell: Tell, isMet: boolean): string {
  return isMet ? wanted(test, tell) : `not: ${wanted(test, tell)}`;
}

function wanted(test: LeafTest, tell: Tell): string {
  switch (test.op) {
    case 'equals':
      return `must be ${tell(test.operand)}`;
    case 'differs':
      return `must not be ${tell(test.operand)}`;
    case 'at_least':
      return test.operand.kind === 'today' ? 'not expired' : `at least ${tell(test.operand)}`;
    case 'at_most':
      return test.operand.kind === 'today' ? 'already come' : `at most ${tell(test.operand)}`;
    case 'before':
      return `before ${tell(test.operand)}`;
    case 'after':
      return `after ${tell(test.operand)}`;
    case 'in':
      return `one of ${test.operands.map(tell).join(', ')}`;
    case 'between':
      return `between ${tell(test.low)} and ${tell(test.high)}`;
    case 'age_at_least':
      return `${tell(test.count)} years of age${earlier(test.less, tell)}`;
    case 'for_at_least':
      return `for at least ${tell(test.count)} ${test.unit}`;
    case 'within':
      return `within ${tell(test.count)} ${test.unit}`;
    case 'due_within':
      return `at most ${tell(test.count)} ${test.unit} ahead`;
    case 'each_year':
      return `each year from ${tell(test.from)} to ${tell(test.to)}`;
    case 'exists':
      return 'on record';
    default:
      return test satisfies never;
  }
}

function earlier(less: Operand | undefined, tell: Tell): string {
  return less === undefined ? '' : `, up to ${tell(less)} months before`;
}
