/** A written file, parsed against its shape. Faults name the file and the line. */
import { type GenericSchema, getDotPath, type InferOutput, safeParse } from 'valibot';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Path } from './definition.ts';

export interface Finding {
  readonly path: Path;
  readonly message: string;
}

export interface YamlFile<T> {
  readonly value: T;
  /** Each finding as `file:line: what would be right`. Throws RuleFault `definition_wrong` unless there is none. */
  readonly refuse: (findings: readonly Finding[]) => void;
}

/** Throws RuleFault `definition_wrong` with every finding, one a line. */
export function readYaml<S extends GenericSchema>(
  file: string,
  yaml: string,
  schema: S,
): YamlFile<InferOutput<S>> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { schema: 'core', lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) throw new RuleFault('definition_wrong', `${file}: ${broken.message}`);
  const refuse = (findings: readonly Finding[]): void => {
    if (findings.length === 0) return;
    const told = findings.map(({ path, message }) => `${file}:${lineOf(document, lines, path)}: ${message}`);
    throw new RuleFault('definition_wrong', told.join('\n'));
  };
  const parsed = safeParse(schema, plain(file, document));
  if (parsed.success) return { value: parsed.output, refuse };
  refuse(parsed.issues.map(findingOf));
  throw new RuleFault('definition_wrong', `${file}: not of the right shape`);
}

/** No aliases at all: a few of them can stand for more than memory holds. */
function plain(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new RuleFault('definition_wrong', `${file}: aliases are not allowed (${String(cause)})`);
  }
}

function findingOf(issue: Parameters<typeof getDotPath>[0]): Finding {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const message = issue.expected === 'never' ? 'this key is not known' : issue.message;
  return { path, message: `${getDotPath(issue) ?? 'definition'}: ${message}` };
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
