/** The condition tree: bounded, each leaf with a test that fits its fact. */
import { type FactType, parametersOf, readLeafTest } from '../../rules/leaf-test.ts';
import type { PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../finding.ts';
import { shown } from '../reading/value-hints.ts';
import { lintOperands, misfitInTest } from './operands.ts';

const MAX_DEPTH = 8;
const MAX_LEAVES = 200;
/** How a test of each type may be written, by example; all of them stand in docs/rules.md. */
const FORMS: Readonly<Record<FactType, string>> = {
  date: '">= today"、"<= 2026-01-01"、age at least $n、for at least $n months、within $n days、exists',
  number: '= $n、">= $n"、"<= $n"、between $a and $b、exists',
  code: '= $x、"!= x"、in x, y、exists',
  boolean: '= true、= false、exists',
};

export function lintSize(leaves: readonly PlacedLeaf[]): Finding[] {
  const findings: Finding[] = [];
  if (leaves.length > MAX_LEAVES)
    findings.push({ path: ['when'], message: `when: 条件太多，最多 ${MAX_LEAVES} 条` });
  if (leaves.some(({ depth }) => depth > MAX_DEPTH)) {
    findings.push({ path: ['when'], message: `when: 套得太深，最多 ${MAX_DEPTH} 层` });
  }
  const seen = new Set<string>();
  for (const { leaf, path } of leaves) {
    if (seen.has(leaf.id)) findings.push({ path, message: `条件 ${leaf.id}: 这个 id 已经用过了，换一个` });
    seen.add(leaf.id);
  }
  return findings;
}

export function lintLeaf(
  { leaf, path }: PlacedLeaf,
  definition: WrittenDefinition,
  facts: ReadonlyMap<string, DeclaredFact>,
): Finding[] {
  const at = [...path, 'is'];
  const type = facts.get(leaf.fact)?.type;
  if (type === undefined)
    return [{ path: [...path, 'fact'], message: `条件 ${leaf.id}: 没有哪个来源有 ${leaf.fact}` }];
  const test = readLeafTest(leaf.is, type);
  if (test === undefined)
    return [{ path: at, message: `条件 ${leaf.id}: 没有“${shown(leaf.is)}”这种写法，可以写 ${FORMS[type]}` }];
  const wrong = misfitInTest(test);
  const missing = parametersOf(test).filter((name) => !Object.hasOwn(definition.params, name));
  return [
    ...missing.map((name) => ({ path: at, message: `条件 ${leaf.id}: params 里没有 ${name}，补上或改名字` })),
    ...(wrong === undefined ? [] : [{ path: at, message: `条件 ${leaf.id}: ${wrong}` }]),
    ...lintOperands(test, type, definition.params, ['params']),
  ];
}
