/** A source of facts: no two of its facts may be one field on the department's wire. */
import { isOfType } from '../../rules/judgement.ts';
import type { Path } from '../definition.ts';
import { valueHint } from '../reading/value-hints.ts';
import type { SourceFile } from '../source-file.ts';
import type { Finding } from '../yaml-file.ts';

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
