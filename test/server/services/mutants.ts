/** Small wrong turns of a definition. Where no example notices one, the examples are too few. */
import type { Definition } from '../../../server/definitions/definition-file.ts';
import type { Condition } from '../../../server/rules/judgement.ts';
import type { LeafTest, Operand } from '../../../server/rules/leaf-test.ts';

export interface Mutant {
  readonly change: string;
  readonly mutant: Definition;
}

export function mutantsOf(definition: Definition): Mutant[] {
  return wrongTurns(definition.condition).map(({ change, condition }) => ({
    change,
    mutant: { ...definition, condition },
  }));
}

interface Turn {
  readonly change: string;
  readonly condition: Condition;
}

function wrongTurns(condition: Condition): Turn[] {
  if (condition.kind === 'leaf') {
    const { leaf } = condition;
    return [
      { change: `not ${leaf.id}`, condition: { kind: 'not', of: [condition] } },
      ...flipped(leaf.test).map((test) => ({
        change: `${leaf.id}: ${leaf.test.op} -> ${JSON.stringify(test)}`,
        condition: { kind: 'leaf' as const, leaf: { ...leaf, test } },
      })),
    ];
  }
  if (condition.kind === 'not') {
    const [part] = condition.of;
    return [
      { change: 'not dropped', condition: part },
      ...wrongTurns(part).map(
        ({ change, condition: turned }): Turn => ({ change, condition: { kind: 'not', of: [turned] } }),
      ),
    ];
  }
  const { kind, of } = condition;
  const other = kind === 'all' ? 'any' : 'all';
  return [
    ...(of.length > 1 ? [{ change: `${kind} -> ${other}`, condition: { kind: other, of } as const }] : []),
    ...(of.length > 1
      ? of.map(
          (part, at): Turn => ({
            change: `${nameOf(part)} dropped`,
            condition: { kind, of: of.toSpliced(at, 1) },
          }),
        )
      : []),
    ...of.flatMap((part, at) =>
      wrongTurns(part).map(
        ({ change, condition: turned }): Turn => ({ change, condition: { kind, of: of.with(at, turned) } }),
      ),
    ),
  ];
}

function nameOf(part: Condition): string {
  return part.kind === 'leaf' ? part.leaf.id : part.kind;
}

function flipped(test: LeafTest): LeafTest[] {
  switch (test.op) {
    case 'equals':
      return [{ op: 'differs', operand: test.operand }];
    case 'differs':
      return [{ op: 'equals', operand: test.operand }];
    case 'at_least':
      return [
        { op: 'at_most', operand: test.operand },
        { op: 'after', operand: test.operand },
      ];
    case 'at_most':
      return [
        { op: 'at_least', operand: test.operand },
        { op: 'before', operand: test.operand },
      ];
    case 'before':
      return [
        { op: 'at_most', operand: test.operand },
        { op: 'after', operand: test.operand },
      ];
    case 'after':
      return [
        { op: 'at_least', operand: test.operand },
        { op: 'before', operand: test.operand },
      ];
    case 'in':
      return [{ op: 'in', operands: [] }];
    case 'between':
      return [
        { op: 'at_least', operand: test.low },
        { op: 'at_most', operand: test.high },
      ];
    case 'for_at_least':
    case 'age_at_least':
    case 'within':
      return [
        ...counts(test.count).map((count) => ({ op: test.op, count })),
        { op: test.op === 'within' ? 'for_at_least' : 'within', count: test.count },
      ];
    case 'exists':
      return [];
    default:
      return test satisfies never;
  }
}

/** One less and one more than each number a definition may mean by it. */
function counts(count: Operand): Operand[] {
  const values = count.kind === 'literal' ? [Number(count.value)] : [3, 6];
  return values.flatMap((value) => [value - 1, value + 1]).map((value) => ({ kind: 'literal', value }));
}
