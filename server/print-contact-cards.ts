/**
 * `node server/print-contact-cards.ts --file CARDS.csv --out CARDS.pdf`: sheets of contact cards (连心卡) to print and
 * cut. All cards or none: one bad line, and nothing is written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { renderContactCards } from '#printers/page/contact-cards/contact-cards.ts';
import { installedFallback, loadFonts } from '#printers/page/fonts.ts';
import { runCommand } from './command.ts';
import { type Complaint, readCardFile } from './contact-cards/card-file.ts';
import { unfit } from './contact-cards/unfit.ts';

const MAX_LISTED = 50;

await runCommand(async () => {
  const { values } = parseArgs({ options: { file: { type: 'string' }, out: { type: 'string' } } });
  const { file, out } = values;
  if (!file || !out)
    throw new Error('用法 usage: node server/print-contact-cards.ts --file CARDS.csv --out CARDS.pdf');
  const { cards, complaints } = readCardFile(
    await readFile(file).catch(refused(`打不开 ${file}`, '没有这个文件')),
  );
  const fonts = await loadFonts({ fallback: await installedFallback() });
  const all = [...complaints, ...unfit(cards, fonts)].sort((one, other) => one.line - other.line);
  if (all.length > 0) {
    process.stderr.write(listOf(all));
    return 1;
  }
  const drawn = cards.map(({ card }) => card);
  const pdf = await renderContactCards(drawn, fonts, new Date());
  await writeFile(out, pdf).catch(refused(`写不进 ${out}`, '没有这个文件夹，请先建好'));
  process.stdout.write(`做好了 ${cards.length} 张连心卡：${out}。打印时选“实际大小”，不要缩放。\n`);
  return 0;
});

/** Says in Chinese why the system refuses a file; `missing`: what ENOENT means here. */
function refused(what: string, missing: string): (fault: unknown) => never {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: missing,
    ENOTDIR: missing,
    EISDIR: '这是文件夹，要写到文件名',
    EACCES: '没有权限',
    EPERM: '没有权限',
    EROFS: '这个盘只能读',
    ENOSPC: '磁盘满了',
  };
  return (fault) => {
    const reason = fault instanceof Error && 'code' in fault ? reasons[String(fault.code)] : undefined;
    throw reason === undefined ? fault : new Error(`${what}：${reason}。`, { cause: fault });
  };
}

function listOf(complaints: readonly Complaint[]): string {
  const lines = complaints.slice(0, MAX_LISTED).map(({ line, sentence }) => `第 ${line} 行：${sentence}`);
  const more = complaints.length > MAX_LISTED ? [`另有 ${complaints.length - MAX_LISTED} 处。`] : [];
  return [...lines, ...more, '一张也没有做。改好后再来一次。', ''].join('\n');
}
