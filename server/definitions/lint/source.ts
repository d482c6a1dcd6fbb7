/** Sources of facts: no two facts of one may be one field on the department's wire, and no two sources tell one thing differently. */
import { isOfType } from '../../rules/judgement.ts';
import type { Path } from '../definition.ts';
import type { Finding } from '../finding.ts';
import { valueHint } from '../reading/value-hints.ts';
import type { SourceFile } from '../source-file.ts';
import type { YamlFile } from '../yaml-file.ts';

const WHOLE_PERCENT = 100;

export function lintSource({ facts, tables, fresh }: SourceFile): Finding[] {
  return [
    ...doubled([
      ...Object.entries(facts).map(([name, { field }]) => ({ path: ['facts', name], field })),
      ...Object.entries(tables).map(([name, { field }]) => ({ path: ['tables', name], field })),
      ...(fresh === undefined ? [] : [{ path: ['fresh'], field: fresh.field }]),
    ]),
    ...Object.entries(facts).flatMap(([name, { type, absent }]): Finding[] =>
      absent === undefined || isOfType(absent, type)
        ? []
        : [{ path: ['facts', name, 'absent'], message: `facts.${name}.absent: ${valueHint(type, absent)}` }],
    ),
    ...Object.entries(facts).flatMap(([name, { type, values }]): Finding[] =>
      values === undefined || type === 'code'
        ? []
        : [{ path: ['facts', name, 'values'], message: `facts.${name}.values: 只有 type: code 才写 values` }],
    ),
    ...Object.entries(tables).flatMap(([name, { columns }]): Finding[] => {
      const share = columns.reduce((sum, column) => sum + column.share, 0);
      const path = ['tables', name, 'columns'];
      return [
        ...doubled(columns.map(({ field }, at) => ({ path: [...path, at], field }))),
        ...(share === WHOLE_PERCENT
          ? []
          : [
              { path, message: `${path.join('.')}: 各列的 share 加起来是 ${share}，要正好 ${WHOLE_PERCENT}` },
            ]),
      ];
    }),
  ];
}

function doubled(fields: readonly { readonly path: Path; readonly field: string | undefined }[]): Finding[] {
  const seen = new Set<string>();
  return fields.flatMap(({ path, field }) => {
    if (field === undefined) return [];
    const isTaken = seen.has(field);
    seen.add(field);
    return isTaken ? [{ path, message: `${path.join('.')}: 字段 ${field} 已经用过了` }] : [];
  });
}

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
