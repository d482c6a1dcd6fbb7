/** A written file, parsed against its shape. Faults name the file and the line. */
import { type GenericSchema, getDotPath, type InferOutput, safeParse } from 'valibot';
import { type Document, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Path } from './definition.ts';

export interface Finding {
  readonly path: Path;
  readonly message: string;
}

export interface YamlFile<T> {
  readonly value: T;
  /** Each finding as `file:line: what would be right`. */
  readonly tell: (findings: readonly Finding[]) => readonly string[];
  /** Throws RuleFault `definition_wrong` with each of them, one a line, unless there is none. */
  readonly refuse: (findings: readonly Finding[]) => void;
}

/** The longest of our own has 12 kB. */
const MAX_FILE_BYTES = 256 * 1024;
/** Maps and lists one inside the other; ours need about a dozen. */
const MAX_NESTING = 40;

/** Throws RuleFault `definition_wrong` with every finding, one a line. */
export function readYaml<S extends GenericSchema>(
  file: string,
  yaml: string,
  schema: S,
): YamlFile<InferOutput<S>> {
  const { document, lines } = parsedDocument(file, yaml);
  const tell = (findings: readonly Finding[]): string[] =>
    findings.map(({ path, message }) => `${file}:${lineOf(document, lines, path)}: ${message}`);
  const refuse = (findings: readonly Finding[]): void => refuseAll(tell(findings));
  const parsed = safeParse(schema, document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { value: parsed.output, tell, refuse };
  refuse(parsed.issues.map(findingOf));
  throw new RuleFault('definition_wrong', `${file}: not of the right shape`);
}

/** The same said twice of one line is said once. */
function refuseAll(told: readonly string[]): void {
  if (told.length > 0) throw new RuleFault('definition_wrong', [...new Set(told)].join('\n'));
}

function parsedDocument(file: string, yaml: string): { document: Document; lines: LineCounter } {
  if (Buffer.byteLength(yaml) > MAX_FILE_BYTES) {
    throw new RuleFault('definition_wrong', `${file}:1: at most ${MAX_FILE_BYTES / 1024} kB`);
  }
  const lines = new LineCounter();
  const document = parseDocument(yaml, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  refuseAll(document.errors.map(({ pos, code, message }) => `${at(pos[0])}: ${mistakeOf(code, message)}`));
  refuseAll(dangersIn(document).map(([node, message]) => `${at(node.range?.[0] ?? 0)}: ${message}`));
  return { document, lines };
}

const TOO_DEEP = `at most ${MAX_NESTING} levels`;

function mistakeOf(code: string, message: string): string {
  return code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : message;
}

/** What must not even become an object: aliases can stand for more than memory holds, `__proto__` for all objects. */
function dangersIn(document: Document): [Node, string][] {
  const dangers: [Node, string][] = [];
  visit(document, {
    Alias: (_, node) => void dangers.push([node, `aliases are not allowed (*${node.source})`]),
    Collection: (_, node, above) => {
      if (above.length <= 2 * MAX_NESTING) return undefined;
      dangers.push([node, TOO_DEEP]);
      return visit.BREAK;
    },
    Pair: (_, { key }) => {
      if (!isNode(key)) return;
      if (!isScalar(key)) dangers.push([key, 'a key must be a word']);
      else if (String(key.value) in Object.prototype) dangers.push([key, 'this key is not known']);
    },
  });
  return dangers;
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
