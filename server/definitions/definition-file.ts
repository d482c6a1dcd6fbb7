/** A definition read from its YAML file: parsed, linted, ready to decide. */
import { createHash } from 'node:crypto';
import type { Localised } from '#server/contract/words.ts';
import type { Rounding } from '../rules/civil-date.ts';
import type { Condition } from '../rules/judgement.ts';
import { readLeafTest } from '../rules/leaf-test.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { placeholdersOf } from '../rules/words/sentences.ts';
import {
  leavesWritten,
  type WrittenCondition,
  type WrittenDefinition,
  type WrittenLeaf,
  type WrittenParameters,
  writtenDefinition,
} from './definition.ts';
import type { DeclaredFact, DeclaredTable, FactBook } from './fact-book.ts';
import type { Finding } from './finding.ts';
import { lint } from './lint/lint.ts';
import { readYaml } from './yaml-file.ts';

/** One service: what was written, its condition tree, and the hash that a decision is replayed by. */
export interface Definition {
  readonly written: WrittenDefinition;
  readonly condition: Condition;
  readonly leaves: ReadonlyMap<string, WrittenLeaf>;
  /** Every fact it speaks of. */
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  readonly tables: ReadonlyMap<string, DeclaredTable>;
  /** As written, or as the region of this community has them. */
  readonly params: WrittenParameters;
  readonly costOf: (source: string) => number;
  /** Who holds a source; nobody for the resident's own answers. */
  readonly departmentOf: (source: string) => readonly Localised[];
  /** Facts without which there is nothing to hand over, though the answer be yes. */
  readonly told: readonly string[];
  /** The file as it was written. */
  readonly yaml: string;
  /** Of the file's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface House {
  readonly book: FactBook;
  /** The proofs no community may issue. */
  readonly refusedCategories: ReadonlySet<string>;
  /** What those proofs are called, such as 亲属关系证明. */
  readonly refusedTitles?: readonly string[];
}

export interface OpenDefinition {
  readonly definition: Definition;
  /** Further findings, each as `file:line: what would be right`. */
  readonly tell: (findings: readonly Finding[]) => readonly string[];
}

/** Throws RuleFault `definition_wrong` with every finding, one a line, as `file:line: what would be right`. */
export function readDefinition(file: string, yaml: string, house: House): Definition {
  return openDefinition(file, yaml, house).definition;
}

/** As `readDefinition`, for whoever looks harder at it and tells more. Throws RuleFault `definition_wrong`. */
export function openDefinition(file: string, yaml: string, house: House): OpenDefinition {
  const { value: written, refuse, tell } = readYaml(file, yaml, writtenDefinition);
  const known = new Map([...house.book.facts, ...formFacts(written)]);
  refuse(lint(written, { ...house, facts: known }));
  return { definition: definitionOf(written, yaml, house, known), tell };
}

function definitionOf(
  written: WrittenDefinition,
  yaml: string,
  house: House,
  known: ReadonlyMap<string, DeclaredFact>,
): Definition {
  const told = toldFacts(written).filter((name) => known.has(name));
  const named = new Set([...leavesWritten(written.when).map(({ leaf }) => leaf.fact), ...told]);
  if (written.held !== undefined) named.add(written.held);
  const facts = new Map([...known].filter(([name]) => named.has(name)));
  const table = 'table' in written.outcome ? written.outcome.table : tableOfPaper(written);
  return {
    written,
    condition: conditionOf(written.when, facts, written.rounding),
    leaves: new Map(leavesWritten(written.when).map(({ leaf }) => [leaf.id, leaf])),
    facts,
    tables: new Map([...house.book.tables].filter(([name]) => name === table)),
    params: written.params,
    costOf: (source) => house.book.costOf(source),
    departmentOf: (source) => departments(house, source),
    told,
    yaml,
    sha256: createHash('sha256').update(yaml).digest('hex'),
  };
}

function departments({ book }: House, source: string): readonly Localised[] {
  const file = book.sources.get(source);
  return file === undefined ? [] : [file.department];
}

/** What the resident answers at the kiosk is a fact like any other, of the source `form`. */
function formFacts({ form }: WrittenDefinition): [string, DeclaredFact][] {
  return form.flatMap((field): [string, DeclaredFact][] => {
    if (field.kind !== 'choice' || field.fact === undefined) return [];
    const values = Object.fromEntries(field.choices.map(({ code, label }) => [code, label]));
    const unknown = {
      who: '服务台',
      zh: `请先回答：${field.label.zh}`,
      en: `Please answer first: ${field.label.en}`,
    };
    return [[field.fact, { type: 'code', sources: ['form'], label: field.label, values, unknown }]];
  });
}

function toldFacts({ statement, outcome }: WrittenDefinition): string[] {
  const sentences = [statement?.zh ?? '', ...(outcome.kind === 'certificate' ? saysOf(outcome.paper) : [])];
  return [...sentences.flatMap(placeholdersOf), ...listedFacts(outcome)];
}

function saysOf(paper: { readonly layout: string; readonly says?: readonly string[] }): readonly string[] {
  return paper.says ?? [];
}

function listedFacts(outcome: WrittenDefinition['outcome']): readonly string[] {
  if (outcome.kind === 'query') return outcome.lines;
  return outcome.kind === 'certificate' && outcome.paper.layout === 'record' ? outcome.paper.facts : [];
}

function tableOfPaper({ outcome }: WrittenDefinition): string | undefined {
  return outcome.kind === 'certificate' && outcome.paper.layout === 'record'
    ? outcome.paper.table
    : undefined;
}

function conditionOf(
  written: WrittenCondition,
  facts: ReadonlyMap<string, DeclaredFact>,
  rounding: Rounding,
): Condition {
  if ('all' in written)
    return { kind: 'all', of: written.all.map((part) => conditionOf(part, facts, rounding)) };
  if ('any' in written)
    return { kind: 'any', of: written.any.map((part) => conditionOf(part, facts, rounding)) };
  if ('not' in written) return { kind: 'not', of: [conditionOf(written.not, facts, rounding)] };
  const type = facts.get(written.fact)?.type;
  const test = type === undefined ? undefined : readLeafTest(written.is, type);
  if (type === undefined || test === undefined) {
    throw new RuleFault('definition_wrong', `leaf ${written.id} passed the lint and cannot be read`);
  }
  return { kind: 'leaf', leaf: { id: written.id, fact: written.fact, type, test, rounding } };
}
