/** What is wrong with the writing itself, before it means anything: told so that whoever typed it knows which key to press. */
import type { YAMLError } from 'yaml';

export interface Mistake {
  /** Counted in UTF-16 units from the beginning of the text. */
  readonly offset: number;
  readonly message: string;
}

export const MAX_NESTING = 40;
export const TOO_DEEP = `套得太深，最多 ${MAX_NESTING} 层`;

/**
 * A wrong sign of a Chinese keyboard explains every other mistake, so all of those are told and nothing else. Else a key
 * written twice wherever there is one, and of the others the first, from which the rest usually follow.
 */
export function syntaxMistakes(yaml: string, errors: readonly YAMLError[]): Mistake[] {
  if (errors.length === 0) return [];
  const signs = wrongSigns(yaml);
  const isExplained = errors.some(({ pos }) => signs.some((sign) => sign.offset === lineStart(yaml, pos[0])));
  if (isExplained) return signs;
  const first = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return errors
    .filter((error) => error.code === 'DUPLICATE_KEY' || error === first)
    .map((error) => ({ offset: error.pos[0], message: messageOf(error, yaml.slice(error.pos[0])) }));
}

/** A key, at the beginning of a line or in braces. */
const KEY = String.raw`(?:^|[{,，])\s*(?:- )?\s*[a-z_][\w.-]*`;
const WIDE_COLON = new RegExp(`${KEY}：`, 'u');
const WIDE_COMMA = /，\s*[a-z_][\w.-]*\s*:\s/u;
/** `is: >= today`: in YAML these signs begin something else. */
const BARE_SIGN = /^\s*(?:- )?(?<key>[a-z_]\w*):\s+(?<value>(?:>=|!=|[%@`]).*)$/u;

function wrongSigns(yaml: string): Mistake[] {
  let offset = 0;
  return yaml.split('\n').flatMap((line) => {
    const start = offset;
    offset += line.length + 1;
    const message = wrongSignIn(line.trimEnd());
    return message === undefined ? [] : [{ offset: start, message }];
  });
}

function wrongSignIn(line: string): string | undefined {
  if (WIDE_COLON.test(line)) return '冒号“：”要换成英文的“:”，后面空一格';
  if (WIDE_COMMA.test(line)) return '逗号“，”要换成英文的“,”，后面空一格';
  const { key, value } = BARE_SIGN.exec(line)?.groups ?? {};
  return key === undefined ? undefined : `这个值要加英文引号，写成 ${key}: "${value}"`;
}

function lineStart(yaml: string, offset: number): number {
  return yaml.lastIndexOf('\n', offset - 1) + 1;
}

function messageOf({ code, message }: YAMLError, text: string): string {
  switch (code) {
    case 'RESOURCE_EXHAUSTION':
      return TOO_DEEP;
    case 'TAB_AS_INDENT':
      return '行首用了 Tab，改成空格';
    case 'DUPLICATE_KEY':
      return `${/^[\w.-]+/u.exec(text)?.[0] ?? '这个键'} 写了两次，只留一个`;
    case 'MULTIPLE_DOCS':
      return '一个文件只写一份：去掉 --- 和后面的，或者另存成一个文件';
    case 'MISSING_CHAR':
      return message.includes('quote') ? '引号没有成对，补上后一个' : '两项之间少了英文逗号“,”';
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? '括号没有关上，补上 ] 或 }' : '缩进不齐，同一层的要对齐';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return '这一行有两个冒号：句子里有冒号，就给整句加上英文引号';
    case 'BLOCK_IN_FLOW':
      return '括号里的每一项要用英文逗号“,”分开';
    case 'MULTILINE_IMPLICIT_KEY':
      return '这一行少了冒号和空格，写成 名字: 值';
    case 'BAD_SCALAR_START':
      return '这个值的第一个字符在 YAML 里另有用处，给整个值加上英文引号';
    case 'TAG_RESOLVE_FAILED':
      return '叹号“!”开头的不认识：是文字就给整个值加上英文引号';
    case 'UNEXPECTED_TOKEN':
      return strayMistake(message);
    default:
      return `不合 YAML 的写法（${message}）`;
  }
}

/** By the parser's own words for what it met. */
const STRAYS: readonly (readonly [RegExp, string])[] = [
  [/flow-(map|seq)-end/u, '多了一个 } 或 ]，去掉它'],
  [/Block scalar header/u, '值以 | 或 > 开头就要换行写；是一句话就给整句加上英文引号'],
  [/seq-(item-)?ind/u, '列表的 - 要另起一行，和上一项对齐'],
  [/at node end/u, '值的后面多了东西；是一句话就给整句加上英文引号'],
];

function strayMistake(message: string): string {
  const known = STRAYS.find(([words]) => words.test(message));
  return known?.[1] ?? '这里多了东西，或者前面少了逗号、冒号';
}
