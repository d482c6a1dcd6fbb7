/** Every fact and table the sources of this house can tell, by name. One file a source, in server/sources/. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InferOutput } from 'valibot';
import type { FactType, Scalar } from '../rules/leaf-test.ts';
import { type SourceFile, sourceFile, type WrittenTable } from './source-file.ts';
import type { unknown, written } from './words.ts';
import { readYamlFile } from './yaml-file.ts';

type Written = InferOutput<typeof written>;

export interface DeclaredFact {
  readonly type: FactType;
  /** Usually one. Where several hold it, all are asked, and must agree. */
  readonly sources: readonly string[];
  readonly label: Written;
  readonly values?: Readonly<Record<string, Written>> | undefined;
  readonly unknown: InferOutput<typeof unknown>;
  /** The value where a source has nobody; undefined for none. */
  readonly absent?: Scalar | undefined;
}

export interface DeclaredTable extends WrittenTable {
  readonly source: string;
  readonly unknown: InferOutput<typeof unknown>;
}

export class FactBook {
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  readonly tables: ReadonlyMap<string, DeclaredTable>;

  constructor(files: readonly SourceFile[]) {
    this.sources = new Map(files.map((file) => [file.source, file]));
    this.facts = declared(files);
    this.tables = new Map(
      files.flatMap(({ source, tables, unknown }) =>
        Object.entries(tables).map(([name, table]): [string, DeclaredTable] => [
          name,
          { ...table, source, unknown },
        ]),
      ),
    );
  }

  /** What asking a source costs; a source of no file is the resident's own answer and costs nothing. */
  costOf(source: string): number {
    return this.sources.get(source)?.cost ?? 0;
  }
}

const SOURCES_FOLDER = join(import.meta.dirname, '../sources');

/** Throws RuleFault `definition_wrong`. */
export function readFactBook(folder: string = SOURCES_FOLDER): FactBook {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new FactBook(files.toSorted().map((name) => readYamlFile(join(folder, name), sourceFile).value));
}

function declared(files: readonly SourceFile[]): Map<string, DeclaredFact> {
  const facts = new Map<string, DeclaredFact>();
  for (const { source, facts: theirs, unknown: asked } of files) {
    for (const [name, { type, label, values, absent, unknown = asked }] of Object.entries(theirs)) {
      const sources = [...(facts.get(name)?.sources ?? []), source];
      facts.set(name, { type, sources, label, values, absent, unknown });
    }
  }
  return facts;
}
