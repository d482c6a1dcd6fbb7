/** `lint [FILE ...]`: what is still to be done before a definition may decide about people. */
import { resolve } from 'node:path';
import { readServiceFiles } from '../house-files.ts';
import { findingsOf, prove } from '../proof.ts';

export const LINT_USAGE = 'lint [FILE ...]    检查事项文件；不写文件就全部检查';

export async function lint(files: readonly string[]): Promise<number> {
  const { read, findings } = readServiceFiles(
    files.length === 0 ? undefined : files.map((file) => resolve(file)),
  );
  const proved = await Promise.all(
    read.map(async ({ open: { definition, tell } }) => tell(findingsOf(definition, await prove(definition)))),
  );
  const all = [...findings, ...proved.flat()];
  for (const finding of all) process.stdout.write(`${shorter(finding)}\n`);
  const checked = `${read.length + (findings.length === 0 ? 0 : 1)}`;
  process.stderr.write(all.length === 0 ? `没有问题（${checked} 份）。\n` : `还有 ${all.length} 处要改。\n`);
  return all.length === 0 ? 0 : 1;
}

/** Below the folder one stands in, a path is told from there. */
function shorter(finding: string): string {
  const here = `${process.cwd()}/`;
  return finding.startsWith(here) ? finding.slice(here.length) : finding;
}
