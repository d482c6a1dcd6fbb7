/** What is wrong with the shape of a written file, each told with what to write instead. */
import type { BaseIssue } from 'valibot';
import { nearest } from '../../../settings/nearest.ts';
import { keysAt } from '../../../settings/schema-keys.ts';
import type { Finding } from '../finding.ts';
import { KEY_MEANINGS } from './key-meanings.ts';
import { numberHint, shown, textHint } from './value-hints.ts';

interface Read {
  readonly shape: unknown;
  readonly written: unknown;
}

export function shapeMistake(issue: BaseIssue<unknown>, read: Read): Finding {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  return { path, message: `${where}${mistakeOf(issue, read, path)}` };
}

/** Valibot's own words start so; any other message was written for this very place. */
const OWN_WORDS = /^Invalid /u;

function mistakeOf(issue: BaseIssue<unknown>, read: Read, path: readonly (string | number)[]): string {
  if (!OWN_WORDS.test(issue.message)) return issue.message;
  if (issue.type === 'strict_object') return objectMistake(issue, read, path);
  if (issue.kind === 'validation') return limitMistake(issue);
  if (issue.input === null || issue.input === undefined) return `空着，要写上${meaningOf(path.at(-1))}`;
  switch (issue.type) {
    case 'string':
      return textHint(issue.input);
    case 'number':
      return numberHint(issue.input);
    case 'boolean':
      return `要写 true 或 false，不是 ${shown(issue.input)}`;
    case 'array':
      return `要写列表，每项一行，前面加 - ，不是 ${shown(issue.input)}`;
    case 'record':
      return `要在下面写 名字: 值，不是 ${shown(issue.input)}`;
    case 'picklist':
    case 'literal':
    case 'variant':
      return `只能写 ${choicesIn(issue.expected)}，不是 ${shown(issue.input)}`;
    default:
      return `要写一个值（文字、数字、true 或 false），不是 ${shown(issue.input)}`;
  }
}

function objectMistake(issue: BaseIssue<unknown>, read: Read, path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? '');
  if (issue.expected === 'never') return unknownKey(key, keysAt(read.shape, path.slice(0, -1), read.written));
  if (issue.expected !== 'Object') return `没有写${meaningOf(key)}，补上 ${key}: …`;
  const known = keysAt(read.shape, path, read.written);
  return `要在下面分开写 ${known.join('、')}，不是 ${shown(issue.input)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  if (/[：，]/u.test(key)) return '冒号、逗号要用英文的，后面空一格';
  if (/^\d+$/u.test(key)) return '数字里不要写逗号，写成 3000 这样';
  const likely = known.length > 1 ? nearest(key, known) : undefined;
  if (likely !== undefined && likely !== key) return `没有这个键，是不是 ${likely}`;
  return known.length === 0 ? '没有这个键，去掉它' : `没有这个键，这里只能写 ${known.join('、')}`;
}

/** What a key is for, in words: `（下一步怎么办）`. */
function meaningOf(key: string | number | undefined): string {
  const meaning = typeof key === 'string' && Object.hasOwn(KEY_MEANINGS, key) ? KEY_MEANINGS[key] : undefined;
  return meaning === undefined ? '' : `“${meaning}”`;
}

function limitMistake({ type, input, ...issue }: BaseIssue<unknown>): string {
  const limit = 'requirement' in issue ? String(issue.requirement) : '';
  switch (type) {
    case 'integer':
      return `要写整数，不是 ${shown(input)}`;
    case 'min_value':
      return `至少是 ${limit}，不是 ${shown(input)}`;
    case 'max_value':
      return `最多是 ${limit}，不是 ${shown(input)}`;
    case 'min_length':
      return input === '' ? '空着，要写上文字' : `至少要有 ${limit} 项`;
    case 'max_length':
      return `最多 ${limit} 项`;
    default:
      return `不能写 ${shown(input)}`;
  }
}

/** `("draft" | "approved")` as `draft、approved`. */
function choicesIn(expected: string | null): string {
  return [...(expected ?? '').matchAll(/"([^"]*)"/gu)].map(([, choice]) => choice).join('、');
}
