import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readSettings } from '../../../settings/read-settings.ts';
import { SettingsFault } from '../../../settings/settings-fault.ts';
import { kioskSettings } from '../../settings.ts';
import { type Draft, draftOf } from './draft.ts';

export type Written = { readonly kind: 'ready' } | { readonly kind: 'not_written'; readonly because: string };

/** Why a file cannot be written, in words for the technician; undefined when it can. Asked before any device is disturbed. */
export function whyNotWritten(file: string): string | undefined {
  if (existsSync(file)) return alreadyThere(file);
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) return `没有文件夹 ${folder}。先建好它：sudo mkdir -p ${folder}`;
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch {
    return `你现在的用户不能在 ${folder} 里写文件。前面加 sudo，再运行一次。`;
  }
}

function alreadyThere(file: string): string {
  return `${file} 已经有了，不会盖掉它。换一个名字，或先把它挪开。`;
}

/** Never over another file. Read back as the agent will read it: a file that would not do is taken away again. */
export function writeDraft(file: string, draft: Draft): Written {
  try {
    writeFileSync(file, draftOf(draft), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return { kind: 'not_written', because: alreadyThere(file) };
    return { kind: 'not_written', because: String(error) };
  }
  try {
    readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env: {} });
    return { kind: 'ready' };
  } catch (fault) {
    rmSync(file);
    if (!(fault instanceof SettingsFault)) throw fault;
    return { kind: 'not_written', because: fault.message };
  }
}
