/** On one's own box a new kiosk is enrolled without staff: this asks the server's own program for a one-time code. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { root } from './root.ts';

/**
 * Arguments for the agent: a fresh code when this kiosk has no identity yet, or has one while its server is new (its
 * database was begun again); else nothing, for then enrolling is the staff's act.
 */
export async function enrolmentArgs(
  kioskSettings: string,
  serverSettings: string,
  serverUrl: string,
): Promise<string[]> {
  const hasIdentity = existsSync(join(dataDirOf(kioskSettings), 'identity.json'));
  if (hasIdentity && (await hasKiosks(serverUrl))) return [];
  const code = enrolmentCode(serverSettings, hasIdentity ? ['--if-first'] : []);
  return code ? ['--enrol', code] : [];
}

function enrolmentCode(serverSettings: string, args: readonly string[]): string {
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'server/enrol-kiosk.ts'), '--settings', serverSettings, ...args],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error('no enrolment code could be made; why stands above');
  return stdout.trim();
}

async function hasKiosks(serverUrl: string): Promise<boolean> {
  const { kiosks } = (await (await fetch(new URL('/api/fleet', serverUrl))).json()) as { kiosks: unknown[] };
  return kiosks.length > 0;
}

/** Only a look: the agent itself reads the file with care and says what is wrong with it. */
function dataDirOf(kioskSettings: string): string {
  if (!existsSync(kioskSettings)) return root;
  const settings: unknown = parseDocument(readFileSync(kioskSettings, 'utf8')).toJS();
  const { kiosk, data } = (settings ?? {}) as { kiosk?: { id?: string }; data?: { dir?: string } };
  return resolve(root, data?.dir ?? join('var/kiosk', kiosk?.id ?? ''));
}
