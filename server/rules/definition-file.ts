/** A definition read from its YAML file: parsed, linted, ready to decide. Faults name the file and the line. */
import { createHash } from 'node:crypto';
import { getDotPath, safeParse } from 'valibot';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type Path, type WrittenCondition, type WrittenDefinition, writtenDefinition } from './definition.ts';
import type { Condition } from './judgement.ts';
import { readLeafTest } from './leaf-test.ts';
import { lint } from './lint.ts';
import { RuleFault } from './rule-fault.ts';

/** One published service: what was written, its condition tree, and the hash that a decision is replayed by. */
export interface Definition {
  readonly written: WrittenDefinition;
  readonly condition: Condition;
  /** Of the file's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Throws RuleFault `definition_wrong` with every finding, one a line, as `file:line: what would be right`.
 * `refusedCategories`: the proofs no community may issue.
 */
export function readDefinition(
  file: string,
  yaml: string,
  refusedCategories: ReadonlySet<string>,
): Definition {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { schema: 'core', lineCounter: lines });
  const fail = (findings: readonly { path: Path; message: string }[]): never => {
    const told = findings.map(({ path, message }) => `${file}:${lineOf(document, lines, path)}: ${message}`);
    throw new RuleFault('definition_wrong', told.join('\n'));
  };
  const [broken] = document.errors;
  if (broken !== undefined) throw new RuleFault('definition_wrong', `${file}: ${broken.message}`);
  const parsed = safeParse(writtenDefinition, plain(file, document));
  if (!parsed.success) return fail(parsed.issues.map(findingOf));
  const findings = lint(parsed.output, refusedCategories);
  if (findings.length > 0) return fail(findings);
  return {
    written: parsed.output,
    condition: conditionOf(parsed.output.when, parsed.output),
    sha256: createHash('sha256').update(yaml).digest('hex'),
  };
}

/** No aliases at all: a few of them can stand for more than memory holds. */
function plain(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new RuleFault('definition_wrong', `${file}: aliases are not allowed (${String(cause)})`);
  }
}

function findingOf(issue: Parameters<typeof getDotPath>[0]): { path: Path; message: string } {
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

function conditionOf(written: WrittenCondition, definition: WrittenDefinition): Condition {
  if ('all' in written) return { kind: 'all', of: written.all.map((part) => conditionOf(part, definition)) };
  if ('any' in written) return { kind: 'any', of: written.any.map((part) => conditionOf(part, definition)) };
  if ('not' in written) return { kind: 'not', of: [conditionOf(written.not, definition)] };
  const type = definition.facts[written.fact]?.type;
  const test = type === undefined ? undefined : readLeafTest(written.is, type);
  if (type === undefined || test === undefined) {
    throw new RuleFault('definition_wrong', `leaf ${written.id} passed the lint and cannot be read`);
  }
  return { kind: 'leaf', leaf: { id: written.id, fact: written.fact, type, test } };
}
