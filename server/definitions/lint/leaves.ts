/** The condition tree: bounded, each leaf with a test that fits its fact. */
import { isOfType } from '../../rules/judgement.ts';
import { operandType, parametersOf, readLeafTest } from '../../rules/leaf-test.ts';
import type { PlacedLeaf, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact } from '../fact-book.ts';
import type { Finding } from '../yaml-file.ts';

const MAX_DEPTH = 8;
const MAX_LEAVES = 200;

export function lintSize(leaves: readonly PlacedLeaf[]): Finding[] {
  const findings: Finding[] = [];
  if (leaves.length > MAX_LEAVES)
    findings.push({ path: ['when'], message: `when: at most ${MAX_LEAVES} leaves` });
  if (leaves.some(({ depth }) => depth > MAX_DEPTH)) {
    findings.push({ path: ['when'], message: `when: at most ${MAX_DEPTH} levels` });
  }
  const seen = new Set<string>();
  for (const { leaf, path } of leaves) {
    if (seen.has(leaf.id)) findings.push({ path, message: `leaf ${leaf.id}: this id is taken` });
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
    return [{ path: [...path, 'fact'], message: `leaf ${leaf.id}: no source tells ${leaf.fact}` }];
  const test = readLeafTest(leaf.is, type);
  if (test === undefined)
    return [{ path: at, message: `leaf ${leaf.id}: "${leaf.is}" is no test for a ${type}` }];
  const needed = operandType(test, type);
  return parametersOf(test).flatMap((name) => {
    const param = Object.hasOwn(definition.params, name) ? definition.params[name] : undefined;
    if (param === undefined) return [{ path: at, message: `leaf ${leaf.id}: $${name} is not declared` }];
    const fits = !Array.isArray(param) || param.every(({ value }) => isOfType(value, needed));
    return fits
      ? []
      : [{ path: ['params', name], message: `params.${name}: must be a ${needed} (quote codes)` }];
  });
}
