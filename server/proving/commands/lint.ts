/** `lint [FILE ...]`: what is still to be done before a definition may decide about people. */
import { resolve } from 'node:path';
import { kindOf } from '../../definitions/file-kind.ts';
import { readText } from '../../definitions/reading/file-text.ts';
import {
  attempt,
  namedFindings,
  type ReadFiles,
  readServiceFiles,
  regionFindings,
  sourceFindings,
  unreadFindings,
} from '../house-files.ts';
import { findingsOf, prove } from '../proof.ts';
import { readArguments } from './arguments.ts';

export const LINT_USAGE =
  'lint [FILE ...]    检查事项、地区或来源文件；不写文件就把事项、来源、地区、不开的证明都查一遍';

export async function lint(args: readonly string[]): Promise<number> {
  const files = readArguments(args, {}, LINT_USAGE).positionals.map((file) => resolve(file));
  const findings = files.length === 0 ? await lintHouse() : await lintFiles([...new Set(files)]);
  for (const finding of findings) process.stdout.write(`${shorter(finding)}\n`);
  process.stderr.write(findings.length === 0 ? '没有问题。\n' : `还有 ${findings.length} 处要改。\n`);
  return findings.length === 0 ? 0 : 1;
}

/** Everything of the house; where a source is wrong, that first. */
async function lintHouse(): Promise<readonly string[]> {
  const ofSources = sourceFindings();
  if (ofSources.length > 0) return ofSources;
  const files = readServiceFiles();
  const definitions = files.read.map(({ definition }) => definition);
  return [
    ...unreadFindings(),
    ...files.findings,
    ...(await proofFindings(files)),
    ...(await regionFindings(definitions)),
    ...namedFindings(definitions),
  ];
}

/** Each as what it is; one that cannot be read hides nothing in another. */
async function lintFiles(files: readonly string[]): Promise<readonly string[]> {
  const texts = files.map((file) => ({ file, text: attempt(() => readText(file)) }));
  const unreadable = texts.flatMap(({ text }) => ('told' in text ? text.told : []));
  const readable = texts.flatMap(({ file, text }) =>
    'value' in text ? [{ file, kind: kindOf(text.value) }] : [],
  );
  const ofKind = (kind: ReturnType<typeof kindOf>): string[] =>
    readable.filter((each) => each.kind === kind).map(({ file }) => file);
  const [services, regions] = [readServiceFiles(ofKind('service')), ofKind('region')];
  const shipped = regions.length === 0 ? [] : readServiceFiles().read.map(({ definition }) => definition);
  return [
    ...unreadable,
    ...ofKind('list').map((file) => `${file}:1: 这不是事项、地区或来源文件；查它请写 lint，后面不写文件`),
    ...sourceFindings(ofKind('source')),
    ...services.findings,
    ...(await proofFindings(services)),
    ...(await regionFindings(shipped, regions)),
  ];
}

async function proofFindings({ read }: ReadFiles): Promise<readonly string[]> {
  const found = await Promise.all(
    read.map(async ({ definition, tell }) => tell(findingsOf(definition, await prove(definition)))),
  );
  return found.flat();
}

/** Below the folder one stands in, a path is told from there. */
function shorter(finding: string): string {
  const here = `${process.cwd()}/`;
  return finding.startsWith(here) ? finding.slice(here.length) : finding;
}
