import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  integer,
  maxValue,
  number,
  optional,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSettings } from '../../settings/read-settings.ts';

const schema = strictObject({
  listen: optional(strictObject({ port: optional(pipe(number(), integer(), maxValue(65535)), 8080) }), {}),
  community: strictObject({ code: string(), name: string(), since: optional(string()) }),
  reader: optional(strictObject({ kind: picklist(['serial', 'hid']), shortSideMm: optional(number()) })),
  store: optional(union([strictObject({ dir: string() }), strictObject({ url: string() })])),
  door: optional(pipe(string(), regex(/^[a-z]+$/u, 'expected small letters'))),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(yaml: string | Buffer, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'server.yaml');
  writeFileSync(file, yaml);
  return readSettings({ file, schema, envPrefix: 'LINLI_SERVER', env });
}

const COMMUNITY = 'community:\n  code: "610202001001"\n  name: 红旗社区\n';

it('reads what is written and fills in the rest', () => {
  expect(read(COMMUNITY)).toEqual({
    listen: { port: 8080 },
    community: { code: '610202001001', name: '红旗社区' },
  });
});

it('leaves yes, no and dates as text', () => {
  const { community } = read('community:\n  code: yes\n  name: no\n  since: 2026-11-22\n');
  expect(community).toEqual({ code: 'yes', name: 'no', since: '2026-11-22' });
});

it.each([
  [
    'an unknown key',
    `listen:\n  prot: 80\n${COMMUNITY}`,
    ':2: listen.prot: unknown key; did you mean "port"?',
  ],
  [
    'a key nothing is like',
    `${COMMUNITY}zzzz: 1\n`,
    ':4: zzzz: unknown key; known here: listen, community, reader, store, door',
  ],
  ['a wrong type', `${COMMUNITY}listen:\n  port: many\n`, ':5: listen.port: expected number, found "many"'],
  ['a number out of range', `${COMMUNITY}listen:\n  port: 70000\n`, ':5: listen.port: expected <=65535'],
  ['a wrong word', `${COMMUNITY}reader:\n  kind: usb\n`, ':5: reader.kind: expected ("serial" | "hid")'],
  [
    'a code without quotes',
    'community:\n  code: 610202\n  name: a\n',
    ':2: community.code: expected text, found a number',
  ],
  [
    'keys that exclude each other',
    `${COMMUNITY}store: {dir: a, url: b}\n`,
    ':4: store: these keys do not go together; known here: dir, url',
  ],
  ['a rule with words of its own', `${COMMUNITY}door: A1\n`, ':4: door: expected small letters'],
  ['a missing key', 'community:\n  code: "1"\n', ':1: community.name: missing'],
  ['a missing section', 'listen:\n  port: 1\n', ':1: community: missing'],
  ['a list in place of settings', '- a\n', ':1: expected keys with values'],
  ['broken YAML', `${COMMUNITY}listen: {port: 80\n`, ': not YAML: Flow map'],
  ['a fraction of a port', `${COMMUNITY}listen:\n  port: 80.5\n`, ':5: listen.port: expected a whole number'],
  ['a number for a key', `${COMMUNITY}7: 1\n`, ':4: 7: unknown key'],
  ['an empty section', `${COMMUNITY}listen:\n`, ':4: listen: expected Object, found null'],
  ['a tab', 'community:\n\tcode: "1"\n', ':2: not YAML: Tabs are not allowed'],
  ['two files in one', `${COMMUNITY}---\n${COMMUNITY}`, ':4: not YAML: Source contains multiple documents'],
  ['an alias of nothing', `${COMMUNITY}listen: *x\n`, ':4: *x: aliases are not followed; write it out'],
  [
    'a number with a zero before it',
    `${COMMUNITY}door: 0483\n`,
    ":4: 0483: a number does not begin with 0; write '0483' or 0x0483",
  ],
  ['a prototype', `${COMMUNITY}__proto__: {door: a}\n`, ':4: __proto__: unknown key'],
  ['a tower of brackets', `${COMMUNITY}door: ${'['.repeat(20_000)}\n`, ':4: not YAML: '],
  ['an empty file', '', ':1: community: missing'],
  ['a key twice', `${COMMUNITY}door: a\ndoor: b\n`, ':5: not YAML: Map keys must be unique'],
])('names file, line and remedy for %s', (_, yaml, sentence) => {
  expect(() => read(yaml)).toThrow(sentence);
});

/** 社区 in GB 18030, as a Chinese editor of Windows may save it: c9 e7 c7 f8. */
it.each([
  ['in another encoding', Buffer.from('6e616d653a20c9e7c7f80a', 'hex'), 'not UTF-8 text; save it as UTF-8'],
  ['of UTF-16', Buffer.from(`\uFEFF${COMMUNITY}`, 'utf16le'), 'not UTF-8 text'],
  ['of 70 kB', Buffer.alloc(70_000, '#'), 'longer than 65536 bytes; no settings file is'],
])('refuses a file %s in one sentence', (_, bytes, sentence) => {
  expect(() => read(bytes)).toThrow(sentence);
});

it.each(['/dev/zero', tmpdir()])('does not take %s for a file', (file) => {
  const wanted = { file, schema, envPrefix: 'LINLI_SERVER', env: {} } as const;
  expect(() => readSettings(wanted)).toThrow(/^\S+: (longer than|cannot be read)/u);
});

it('passes over the mark that Windows puts before UTF-8, and takes its line ends', () => {
  expect(read(`\uFEFF${COMMUNITY}`.replaceAll('\n', '\r\n'))).toMatchObject({
    community: { code: '610202001001', name: '红旗社区' },
  });
});

it('tells of everything that is wrong at once', () => {
  expect(() => read('lisen: 1\ncommunity:\n  code: "1"\n')).toThrow(
    /:2: community.name: missing.*\n.*:1: lisen: .*"listen"/u,
  );
});

it('names a file that is not there', () => {
  const file = join(folder, 'nowhere.yaml');
  expect(() => readSettings({ file, schema, envPrefix: 'LINLI_SERVER', env: {} })).toThrow(
    'nowhere.yaml: cannot be read',
  );
});

it('takes single values from the environment, also without a file', () => {
  const env = {
    LINLI_SERVER_LISTEN_PORT: '8081',
    LINLI_SERVER_COMMUNITY_CODE: '0123',
    LINLI_SERVER_COMMUNITY_NAME: '样例社区',
    LINLI_SERVER_READER_KIND: 'hid',
    LINLI_SERVER_READER_SHORT_SIDE_MM: '286.5',
    OTHER: 'x',
  };
  expect(readSettings({ file: undefined, schema, envPrefix: 'LINLI_SERVER', env })).toEqual({
    listen: { port: 8081 },
    community: { code: '0123', name: '样例社区' },
    reader: { kind: 'hid', shortSideMm: 286.5 },
  });
});

it('names the variable when its value is wrong', () => {
  expect(() => read(COMMUNITY, { LINLI_SERVER_LISTEN_PORT: 'many' })).toThrow(
    'environment LINLI_SERVER_LISTEN_PORT: listen.port: expected number, found "many"',
  );
});

it.each([
  ['{', ':4: listen', 'listen: 5\n'],
  ['{', 'environment LINLI_SERVER_LISTEN_PORT: listen.port: expected number, found "{"', ''],
  ['', 'environment LINLI_SERVER_LISTEN_PORT: listen.port: expected number', ''],
  ['80', ':4: listen: expected Object, found 5', 'listen: 5\n'],
  ['80', ':4: listen.0: unknown key', 'listen: [1]\n'],
])('says what is wrong when %j meets the file: %s', (value, sentence, more) => {
  expect(() => read(COMMUNITY + more, { LINLI_SERVER_LISTEN_PORT: value })).toThrow(sentence);
});

it('fills a section that the file leaves empty', () => {
  const { listen } = read(`${COMMUNITY}listen:\n`, { LINLI_SERVER_LISTEN_PORT: '80' });
  expect(listen).toEqual({ port: 80 });
});

it('refuses a variable that stands for nothing', () => {
  expect(() => read(COMMUNITY, { LINLI_SERVER_LISTEN_PROT: '1' })).toThrow(
    'LINLI_SERVER_LISTEN_PROT stands for no setting',
  );
});
