/** A written file, parsed against its shape. Faults name the file and the line, and say what to write instead. */
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Path } from './definition.ts';
import type { Finding } from './finding.ts';
import { MAX_FILE_BYTES, readText, TOO_LONG } from './reading/file-text.ts';
import { shapeMistake } from './reading/shape-mistakes.ts';
import { MAX_NESTING, syntaxMistakes, TOO_DEEP } from './reading/syntax-mistakes.ts';

export interface YamlFile<T> {
  readonly value: T;
  /** Each finding as `file:line: what would be right`. */
  readonly tell: (findings: readonly Finding[]) => readonly string[];
  /** Throws RuleFault `definition_wrong` with each of them, one a line, unless there is none. */
  readonly refuse: (findings: readonly Finding[]) => void;
}

/** Reads the file itself. Throws RuleFault `definition_wrong` with every finding, one a line. */
export function readYamlFile<S extends GenericSchema>(file: string, schema: S): YamlFile<InferOutput<S>> {
  return readYaml(file, readText(file), schema);
}

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
  const written: unknown = document.toJS({ maxAliasCount: 0 });
  const parsed = safeParse(schema, written);
  if (parsed.success) return { value: parsed.output, tell, refuse };
  refuse(parsed.issues.map((issue) => shapeMistake(issue, { shape: schema, written })));
  throw new RuleFault('definition_wrong', `${file}: not of the right shape`);
}

/** The same said twice of one line is said once. */
function refuseAll(told: readonly string[]): void {
  if (told.length > 0) throw new RuleFault('definition_wrong', [...new Set(told)].join('\n'));
}

function parsedDocument(file: string, yaml: string): { document: Document; lines: LineCounter } {
  if (Buffer.byteLength(yaml) > MAX_FILE_BYTES) {
    throw new RuleFault('definition_wrong', `${file}:1: ${TOO_LONG}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const at = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  const mistakes = syntaxMistakes(yaml, [...document.errors, ...document.warnings]);
  refuseAll(mistakes.map(({ offset, message }) => `${at(offset)}: ${message}`));
  if (document.contents === null) refuseAll([`${file}:1: 文件是空的`]);
  else if (!isMap(document.contents)) refuseAll([`${file}:1: 最外层每行写成 名字: 值`]);
  refuseAll(dangersIn(document).map(([node, message]) => `${at(node.range?.[0] ?? 0)}: ${message}`));
  return { document, lines };
}

/** What must not even become an object: aliases can stand for more than memory holds, `__proto__` for all objects. */
function dangersIn(document: Document): [Node, string][] {
  const dangers: [Node, string][] = [];
  visit(document, {
    Alias: (_, node) => void dangers.push([node, `不能用 *${node.source} 这样的别名，把内容照样写一遍`]),
    Collection: (_, node, above) => {
      if (above.length <= 2 * MAX_NESTING) return undefined;
      dangers.push([node, TOO_DEEP]);
      return visit.BREAK;
    },
    Pair: (_, { key }) => {
      if (!isNode(key)) return;
      if (!isScalar(key)) dangers.push([key, '冒号前面要写一个名字']);
      else if (String(key.value) in Object.prototype) dangers.push([key, '没有这个键，去掉它']);
    },
    Scalar: (_, node) => {
      if (QUOTED_WIDE.test(node.source ?? '')) dangers.push([node, '引号要用英文的"，不要用“”']);
      if (typeof node.value === 'number' && !Number.isFinite(node.value))
        dangers.push([node, '要写普通的数字']);
      const hidden = HIDDEN.exec(String(node.value))?.[0].codePointAt(0);
      if (hidden === undefined) return;
      const code = hidden.toString(16).toUpperCase().padStart(4, '0');
      dangers.push([node, `有一个看不见的字符（U+${code}），删掉这一处再打一遍`]);
    },
  });
  return dangers;
}

/** A code or a name in Chinese quotes: to YAML they are part of it. A sentence may have them. */
const QUOTED_WIDE = /^[“”‘’「][\w.: <>=$-]+[“”‘’」]$/u;
/** Controls, and marks that turn the direction of what follows: nobody who reads the file sees them. */
const HIDDEN = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** The line of the key, or of the nearest thing above it that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = placeIn(document.getIn(path.slice(0, depth - 1), true), path[depth - 1]);
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return document.contents?.range ? lines.linePos(document.contents.range[0]).line : 1;
}

function placeIn(parent: unknown, step: string | number | undefined): Node | undefined {
  if (isMap(parent)) {
    const key = parent.items.map((pair) => pair.key).find((each) => isScalar(each) && each.value === step);
    return isNode(key) ? key : undefined;
  }
  const part = isCollection(parent) ? parent.get(step, true) : undefined;
  return isNode(part) ? part : undefined;
}
