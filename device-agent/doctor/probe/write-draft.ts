import { rmSync, writeFileSync } from 'node:fs';
import { readSettings } from '../../../settings/read-settings.ts';
import { SettingsFault } from '../../../settings/settings-fault.ts';
import { kioskSettings } from '../../settings.ts';
import { type Draft, draftOf } from './draft.ts';

export type Written =
  | { readonly kind: 'ready' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'not_written'; readonly because: string };

/** Never over another file. Read back as the agent will read it: a file that would not do is taken away again. */
export function writeDraft(file: string, draft: Draft): Written {
  try {
    writeFileSync(file, draftOf(draft), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return { kind: 'exists' };
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
