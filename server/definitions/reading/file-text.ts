/** The text of a file that somebody named. Whatever is no text file is told in a sentence. */
import { readBounded } from '../../../settings/bounded-file.ts';
import { RuleFault } from '../../rules/rule-fault.ts';

/** The longest of our own has 12 kB. */
export const MAX_FILE_BYTES = 256 * 1024;
export const TOO_LONG = `太长了，最多 ${MAX_FILE_BYTES / 1024} kB`;

/** What the system refuses, by its own name (errno(3)). */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件，看看名字和文件夹对不对',
  ENOTDIR: '没有这个文件，看看名字和文件夹对不对',
  EISDIR: '这是文件夹，要写里面哪个 YAML 文件',
  EACCES: '没有权限读这个文件，请管理员给您开权限',
  EPERM: '没有权限读这个文件，请管理员给您开权限',
};

/** UTF-8, with or without a byte order mark, which is left out. Throws RuleFault `definition_wrong`, as `file: what would be right`. */
export function readText(file: string): string {
  const bytes = bytesOf(file);
  if (bytes.length > MAX_FILE_BYTES) throw new RuleFault('definition_wrong', `${file}:1: ${TOO_LONG}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RuleFault('definition_wrong', `${file}:1: 不是 UTF-8 文字，请另存为 UTF-8 编码`);
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readBounded(file, MAX_FILE_BYTES);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    throw new RuleFault('definition_wrong', `${file}: ${REFUSALS[code] ?? `读不了（${code}）`}`);
  }
}
