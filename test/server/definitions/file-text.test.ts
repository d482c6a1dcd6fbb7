import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { kindOf } from '../../../server/definitions/file-kind.ts';
import { readText } from '../../../server/definitions/reading/file-text.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'linli-text-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function fileOf(bytes: Buffer): string {
  const file = join(folder(), 'a.yaml');
  writeFileSync(file, bytes);
  return file;
}

it.each([
  ['a folder', () => folder(), '这是文件夹'],
  ['a file that is not there', () => join(folder(), 'a.yaml'), '没有这个文件'],
  ['a file in a file', () => join(fileOf(Buffer.of(1)), 'a.yaml'), '没有这个文件'],
  ['a file without end', () => '/dev/zero', '太长了，最多 256 kB'],
  ['UTF-16', () => fileOf(Buffer.from('\ufeffservice: a\n', 'utf16le')), '不是 UTF-8 文字'],
  ['GB 18030', () => fileOf(Buffer.from('7469746c653ad6d0', 'hex')), '不是 UTF-8 文字'],
])('refuses %s in a sentence that names it', (_, make, sentence) => {
  const file = make();
  expect(() => readText(file)).toThrowError(
    expect.objectContaining({
      code: 'definition_wrong',
      message: expect.stringMatching(new RegExp(`^${file}(:1)?: ${sentence}`, 'u')),
    }),
  );
});

it('leaves out a byte order mark', () => {
  expect(readText(fileOf(Buffer.from('\ufeffservice: a\n')))).toBe('service: a\n');
});

it.each([
  ['service', 'service: a\nregion_of: b\n'],
  ['region', '# ours\nregion: here\nsource: seen\n'],
  ['region', '"region" : here\n'],
  ['region', 'region：here\n'],
  ['source', 'source: dog.register\nfacts: {}\n'],
  ['list', 'source: seen\nrefused: []\n'],
  ['list', 'source: seen\nrequests: []\n'],
  ['service', ''],
])('takes for a %s: %j', (kind, yaml) => {
  expect(kindOf(yaml)).toBe(kind);
});
