/** Facts and tables that are named outside the condition: what is held already, what is handed over, what is shown. */
import type { Path, WrittenDefinition } from '../definition.ts';
import type { DeclaredFact, DeclaredTable } from '../fact-book.ts';
import type { Finding } from '../finding.ts';

export function lintReferences(
  definition: WrittenDefinition,
  facts: ReadonlyMap<string, DeclaredFact>,
  tables: ReadonlyMap<string, DeclaredTable>,
): Finding[] {
  const { facts: named, table } = namedBy(definition);
  const unknownFacts = named.filter(({ name }) => !facts.has(name));
  const unknownTables = table.filter(({ name }) => !tables.has(name));
  return [
    ...lintHeld(definition, facts),
    ...[...unknownFacts, ...unknownTables].map(({ path, name }) => ({
      path,
      message: `${path.join('.')}: 没有哪个来源有 ${name}`,
    })),
  ];
}

function lintHeld({ held }: WrittenDefinition, facts: ReadonlyMap<string, DeclaredFact>): Finding[] {
  if (held === undefined || facts.get(held)?.type === 'boolean') return [];
  return [{ path: ['held'], message: `held: 要写一项是否类（boolean）的事实，${held} 不是` }];
}

interface Named {
  readonly path: Path;
  readonly name: string;
}

function namedBy({ outcome }: WrittenDefinition): { facts: Named[]; table: Named[] } {
  switch (outcome.kind) {
    case 'query':
      return {
        facts: listed(['outcome', 'lines'], outcome.lines),
        table: one(['outcome', 'table'], outcome.table),
      };
    case 'certificate': {
      const { paper } = outcome;
      if (paper.layout !== 'record') return { facts: [], table: [] };
      const path = ['outcome', 'paper'];
      return { facts: listed([...path, 'facts'], paper.facts), table: one([...path, 'table'], paper.table) };
    }
    case 'application':
    case 'booking':
    case 'case':
    case 'lending':
      return { facts: [], table: [] };
    default:
      return outcome satisfies never;
  }
}

function listed(path: Path, names: readonly string[]): Named[] {
  return names.map((name, at) => ({ path: [...path, at], name }));
}

function one(path: Path, name: string | undefined): Named[] {
  return name === undefined ? [] : [{ path, name }];
}
