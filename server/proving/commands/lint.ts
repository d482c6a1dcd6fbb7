/** `lint [FILE ...]`: what is still to be done before a definition may decide about people. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  namedFindings,
  type ReadFiles,
  readServiceFiles,
  regionFindings,
  sourceFindings,
} from '../house-files.ts';
import { findingsOf, prove } from '../proof.ts';

export const LINT_USAGE =
  'lint [FILE ...]    检查事项或地区文件；不写文件就把事项、来源、地区、不开的证明都查一遍';

export async function lint(files: readonly string[]): Promise<number> {
  const findings =
    files.length === 0 ? await lintHouse() : await lintFiles(files.map((file) => resolve(file)));
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
    ...files.findings,
    ...(await proofFindings(files)),
    ...(await regionFindings(definitions)),
    ...namedFindings(definitions),
  ];
}

async function lintFiles(files: readonly string[]): Promise<readonly string[]> {
  const services = readServiceFiles(files.filter((file) => !isRegion(file)));
  const regions = files.filter(isRegion);
  if (regions.length === 0) return [...services.findings, ...(await proofFindings(services))];
  const shipped = readServiceFiles().read.map(({ definition }) => definition);
  return [
    ...services.findings,
    ...(await proofFindings(services)),
    ...(await regionFindings(shipped, regions)),
  ];
}

function isRegion(file: string): boolean {
  return /^region:/mu.test(readFileSync(file, 'utf8'));
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
