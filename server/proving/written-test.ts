import type { LeafTest, Operand } from '../rules/leaf-test.ts';

const SIGNS = {
  equals: '=',
  differs: '!=',
  at_least: '>=',
  at_most: '<=',
  before: 'before',
  after: 'after',
} as const;
const COUNTED = { for_at_least: 'for at least', within: 'within', due_within: 'due within' } as const;

/** A test as it stands in a definition, e.g. `for at least $min_months months`. */
export function writtenTest(test: LeafTest): string {
  switch (test.op) {
    case 'equals':
    case 'differs':
    case 'at_least':
    case 'at_most':
    case 'before':
    case 'after':
      return `${SIGNS[test.op]} ${word(test.operand)}`;
    case 'in':
      return `in ${test.operands.map(word).join(', ')}`;
    case 'between':
      return `between ${word(test.low)} and ${word(test.high)}`;
    case 'age_at_least':
      return `age at least ${word(test.count)}${test.less === undefined ? '' : ` less ${word(test.less)} months`}`;
    case 'for_at_least':
    case 'within':
    case 'due_within':
      return `${COUNTED[test.op]} ${word(test.count)} ${test.unit}`;
    case 'each_year':
      return `each year from ${word(test.from)} to ${word(test.to)}`;
    case 'exists':
      return 'exists';
    default:
      return test satisfies never;
  }
}

function word(operand: Operand): string {
  switch (operand.kind) {
    case 'today':
      return 'today';
    case 'parameter':
      return `$${operand.name}`;
    case 'literal':
      return String(operand.value);
    default:
      return operand satisfies never;
  }
}
