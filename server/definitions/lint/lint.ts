/** What a definition must have before it may decide about people, beyond its shape. Quick: it runs at every start. */
import { leavesWritten, type WrittenDefinition } from '../definition.ts';
import type { DeclaredFact, DeclaredTable } from '../fact-book.ts';
import type { Finding } from '../finding.ts';
import { lintExamples } from './examples.ts';
import { lintForm } from './form.ts';
import { lintLeaf, lintSize } from './leaves.ts';
import { lintNamed } from './named-in-examples.ts';
import { lintOffice, type Refused } from './office.ts';
import { lintEffective, lintParameterNames, lintParameters, lintSettings } from './parameters.ts';
import { lintReferences } from './references.ts';
import { lintSentences } from './sentences.ts';

interface Known extends Refused {
  /** Those of the sources and those of the definition's own form. */
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  readonly book: { readonly tables: ReadonlyMap<string, DeclaredTable> };
}

export function lint(definition: WrittenDefinition, known: Known): Finding[] {
  const leaves = leavesWritten(definition.when);
  return [
    ...lintOffice(definition, known),
    ...lintSize(leaves),
    ...leaves.flatMap((placed) => lintLeaf(placed, definition, known.facts)),
    ...lintEffective(definition),
    ...lintSettings(definition),
    ...lintParameterNames(definition, leaves),
    ...lintForm(definition),
    ...lintParameters(definition.params, definition.effective.from, ['params']),
    ...lintReferences(definition, known.facts, known.book.tables),
    ...lintSentences(definition, leaves, known.facts),
    ...lintExamples(definition, leaves, known.facts),
    ...lintNamed(definition, leaves, { facts: known.facts, tables: known.book.tables }),
  ];
}
