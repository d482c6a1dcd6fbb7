/** On one's own box a new kiosk is enrolled without staff: this asks the server's own program for a one-time code. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { root } from './root.ts';

/** Arguments for the agent: a fresh code when this kiosk has no identity yet, else nothing. */
export function enrolmentArgs(kioskSettings: string, serverSettings: string): string[] {
  if (existsSync(join(dataDirOf(kioskSettings), 'identity.json'))) return [];
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'server/enrol-kiosk.ts'), '--settings', serverSettings],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error('no enrolment code could be made; why stands above');
  return ['--enrol', stdout.trim()];
}

/** Only a look: the agent itself reads the file with care and says what is wrong with it. */
function dataDirOf(kioskSettings: string): string {
  if (!existsSync(kioskSettings)) return root;
  const settings: unknown = parseDocument(readFileSync(kioskSettings, 'utf8')).toJS();
  const { kiosk, data } = (settings ?? {}) as { kiosk?: { id?: string }; data?: { dir?: string } };
  return resolve(root, data?.dir ?? join('var/kiosk', kiosk?.id ?? ''));
}
