/** Sources beside one another: none under the name of another, and no fact or table that two of them tell differently. */
import type { SourceFile } from '../source-file.ts';
import type { Finding, YamlFile } from '../yaml-file.ts';

/** `files`: in the order in which they are read. Each finding as `file:line: what would be right`. */
export function lintTogether(files: readonly YamlFile<SourceFile>[]): string[] {
  return files.flatMap(({ value, tell }, at) => {
    const others = files.slice(0, at).map((file) => file.value);
    return [
      ...tell([...takenName(value, others), ...otherTypes(value, others), ...takenTables(value, others)]),
    ];
  });
}

function takenName({ source }: SourceFile, others: readonly SourceFile[]): Finding[] {
  if (!others.some((other) => other.source === source)) return [];
  return [{ path: ['source'], message: `source: 已经有一个来源叫 ${source}，换个名字` }];
}

function otherTypes({ facts }: SourceFile, others: readonly SourceFile[]): Finding[] {
  return Object.entries(facts).flatMap(([name, { type }]) => {
    const other = others.find((each) => each.facts[name] !== undefined && each.facts[name].type !== type);
    if (other === undefined) return [];
    const path = ['facts', name, 'type'];
    const message = `${path.join('.')}: 来源 ${other.source} 里它是 ${other.facts[name]?.type}，两边要一样`;
    return [{ path, message }];
  });
}

function takenTables({ tables }: SourceFile, others: readonly SourceFile[]): Finding[] {
  return Object.keys(tables).flatMap((name) => {
    const other = others.find((each) => Object.hasOwn(each.tables, name));
    if (other === undefined) return [];
    return [
      { path: ['tables', name], message: `tables.${name}: 来源 ${other.source} 已经有这张表，换个名字` },
    ];
  });
}
