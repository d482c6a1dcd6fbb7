/** One sentence for one thing that is wrong in a settings file, with its place. */
import type { BaseIssue } from 'valibot';
import { type Document, isMap, isScalar, type LineCounter } from 'yaml';
import { nearest } from './nearest.ts';
import { keysAt } from './schema-keys.ts';

export interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly schema: unknown;
  /** Names of environment variables by dotted path. */
  readonly overridden: ReadonlyMap<string, string>;
}

/** The line of a key, or of the nearest thing above it that is there. */
function lineOf({ document, lines }: Source, path: readonly string[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const pair =
      isMap(parent) &&
      parent.items.find((item) => isScalar(item.key) && String(item.key.value) === path[depth - 1]);
    if (pair && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
  }
  return 1;
}

function placeOf(source: Source, path: readonly string[]): string {
  const name = source.overridden.get(path.join('.'));
  return name === undefined ? `${source.file}:${lineOf(source, path)}` : `environment ${name}`;
}

function unknownKey(source: Source, path: readonly string[]): string {
  const key = path.at(-1) ?? '';
  const known = keysAt(source.schema, path.slice(0, -1));
  if (known.includes(key)) return 'unknown key for this kind; it belongs to another';
  const likely = nearest(key, known);
  return `unknown key; ${likely === undefined ? `known here: ${known.join(', ')}` : `did you mean "${likely}"?`}`;
}

/** Valibot's own words start so; any other message was written for this very setting. */
const OWN_WORDS = /^Invalid /u;

function trouble(source: Source, issue: BaseIssue<unknown>, path: readonly string[]): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(source, path);
  if (!OWN_WORDS.test(issue.message)) return issue.message;
  if (issue.received === 'undefined') return 'missing; it has no default';
  if (issue.type === 'union' && issue.received === 'Object') {
    return `these keys do not go together; known here: ${keysAt(source.schema, path).join(', ')}`;
  }
  if (issue.expected === 'string' && typeof issue.input === 'number')
    return 'expected text, found a number; put it in quotes';
  if (issue.type === 'integer') return 'expected a whole number';
  if (issue.type === 'finite') return 'expected a number with an end';
  // A value that has the right type and breaks a rule may be a secret: it is not repeated.
  return issue.kind === 'schema'
    ? `expected ${issue.expected}, found ${issue.received}`
    : `expected ${issue.expected}`;
}

/** `kiosk.yaml:7: listen.prot: unknown key; did you mean "port"?` */
export function explanation(source: Source, issue: BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String(item.key));
  const name = path.length === 0 ? '' : `${path.join('.')}: `;
  return `${placeOf(source, path)}: ${name}${trouble(source, issue, path)}`;
}
