/** What a definition must have before it may decide about people, beyond its shape. */
import { isOfType } from '../rules/judgement.ts';
import { operandType, parametersOf, readLeafTest } from '../rules/leaf-test.ts';
import { placeholdersOf } from '../rules/sentences.ts';
import { leavesWritten, type Path, type PlacedLeaf, type WrittenDefinition } from './definition.ts';
import type { DeclaredFact, FactBook } from './fact-book.ts';
import type { Finding } from './yaml-file.ts';

interface Known {
  readonly book: FactBook;
  /** Those of the sources and those of the definition's own form. */
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  readonly refusedCategories: ReadonlySet<string>;
}

const MAX_DEPTH = 8;
const MAX_LEAVES = 200;
/** Filled in from the leaf itself: the first day it may hold, the time until then, whom to ask. */
const BUILT_IN = new Set(['earliest', 'wait', 'who', 'today', 'resident.name', 'resident.number']);

export function lint(definition: WrittenDefinition, known: Known): Finding[] {
  const leaves = leavesWritten(definition.when);
  return [
    ...lintOffice(definition, known.refusedCategories),
    ...lintSize(leaves),
    ...leaves.flatMap((placed) => lintLeaf(placed, definition, known)),
    ...lintParameters(definition),
    ...lintSentences(definition, leaves, known),
    ...lintExamples(definition, leaves, known),
  ];
}

function lintOffice(definition: WrittenDefinition, refusedCategories: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  if (definition.legal_basis.length === 0) {
    findings.push({ path: ['legal_basis'], message: 'legal_basis: name at least one legal basis' });
  }
  if (refusedCategories.has(definition.category)) {
    findings.push({ path: ['category'], message: `category: no community may issue ${definition.category}` });
  }
  return findings;
}

function lintSize(leaves: readonly PlacedLeaf[]): Finding[] {
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

function lintLeaf({ leaf, path }: PlacedLeaf, definition: WrittenDefinition, known: Known): Finding[] {
  const at = [...path, 'is'];
  const type = known.facts.get(leaf.fact)?.type;
  if (type === undefined)
    return [{ path: [...path, 'fact'], message: `leaf ${leaf.id}: no source tells ${leaf.fact}` }];
  const test = readLeafTest(leaf.is, type);
  if (test === undefined)
    return [{ path: at, message: `leaf ${leaf.id}: "${leaf.is}" is no test for a ${type}` }];
  const needed = operandType(test, type);
  return parametersOf(test).flatMap((name) => {
    const param = definition.params[name];
    if (param === undefined) return [{ path: at, message: `leaf ${leaf.id}: $${name} is not declared` }];
    const fits = !Array.isArray(param) || param.every(({ value }) => isOfType(value, needed));
    return fits
      ? []
      : [{ path: ['params', name], message: `params.${name}: must be a ${needed} (quote codes)` }];
  });
}

/** A value is good until the next begins, so ranges overlap only when two begin on one day or stand out of order. */
function lintParameters({ params, effective }: WrittenDefinition): Finding[] {
  return Object.entries(params).flatMap(([name, param]) => {
    if (!Array.isArray(param)) return [];
    const days = param.map(({ from }) => from);
    const path = ['params', name];
    const findings: Finding[] = [];
    if (days.some((day, at) => at > 0 && day <= (days[at - 1] ?? ''))) {
      findings.push({
        path,
        message: `params.${name}: ranges overlap; each from must be later than the one before`,
      });
    }
    if ((days[0] ?? '') > effective.from) {
      findings.push({
        path,
        message: `params.${name}: no value on ${effective.from}, when the service begins`,
      });
    }
    return findings;
  });
}

function lintSentences(
  definition: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  { facts }: Known,
): Finding[] {
  const known = (name: string): boolean => BUILT_IN.has(name) || name in definition.params || facts.has(name);
  const spoken: [Path, string | undefined][] = [
    [['issuer'], definition.issuer],
    [['statement'], definition.statement?.zh],
    [['statement'], definition.statement?.en],
    [['benefit'], definition.benefit?.zh],
    [['benefit'], definition.benefit?.en],
    ...leaves.flatMap(({ leaf, path }): [Path, string | undefined][] =>
      [leaf.no.zh, leaf.no.en, leaf.no.next, leaf.no.next_en].map((text) => [[...path, 'no'], text]),
    ),
  ];
  return spoken.flatMap(([path, text]) =>
    placeholdersOf(text ?? '')
      .filter((name) => !known(name))
      .map((name) => ({ path, message: `${path.join('.')}: nothing fills <${name}>` })),
  );
}

/** An example for every way to fail: each leaf not met, each source that does not answer. */
function lintExamples(
  { examples }: WrittenDefinition,
  leaves: readonly PlacedLeaf[],
  { facts }: Known,
): Finding[] {
  const failed = new Set(
    examples.flatMap((example) => (example.expect === 'no' ? (example.failed ?? []) : [])),
  );
  const asked = new Set(
    examples.flatMap((example) => (example.expect === 'unknown' ? (example.ask ?? []) : [])),
  );
  return leaves.flatMap(({ leaf, path }) => {
    const unmet = failed.has(leaf.id)
      ? []
      : [{ path, message: `leaf ${leaf.id}: no example in which it fails` }];
    const who = facts.get(leaf.fact)?.unknown.who;
    const silent =
      who === undefined || asked.has(who)
        ? []
        : [{ path, message: `leaf ${leaf.id}: no example in which ${leaf.fact} cannot be had` }];
    return [...unmet, ...silent];
  });
}
