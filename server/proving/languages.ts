/** Where a definition speaks English at all, it speaks it everywhere. */
import { leavesWritten, type Path, type WrittenDefinition } from '../definitions/definition.ts';
import type { Finding } from '../definitions/finding.ts';

export function missingEnglish(written: WrittenDefinition): Finding[] {
  if (written.title.en === undefined) return [];
  const { statement, benefit, form, outcome } = written;
  const ofLeaves = leavesWritten(written.when).flatMap(({ leaf: { no }, path }) => [
    ...(no.en === undefined ? [[...path, 'no', 'en']] : []),
    ...(no.next_en === undefined ? [[...path, 'no', 'next_en']] : []),
    ...(no.need !== undefined && no.need_en === undefined ? [[...path, 'no', 'need_en']] : []),
  ]);
  const rest = [...untold(statement, ['statement']), ...untold(benefit, ['benefit'])];
  return [...rest, ...untold(form, ['form']), ...untold(outcome, ['outcome']), ...ofLeaves].map((path) => ({
    path,
    message: `${path.join('.')}: 缺英文，title 有英文就处处要有`,
  }));
}

/** Paths of all `{ zh }` without `en`, however deep. */
function untold(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const here: Path[] = 'zh' in value && !('en' in value) ? [[...path, 'en']] : [];
  const isList = Array.isArray(value);
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, part]) => untold(part, [...path, isList ? Number(key) : key])),
  ];
}
