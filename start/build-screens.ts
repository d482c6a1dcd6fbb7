/** Builds the browser parts with Vite, unless what stands in dist/ was built from just these sources. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './processes.ts';
import { root } from './root.ts';

const SOURCES = [
  'kiosk-ui',
  'server/verify-page',
  'server/console',
  'server/contract',
  'device-agent/contract',
];
const CONFIGS = ['kiosk-ui/vite.config.ts', 'server/vite.config.ts'];
const VITE = join(root, 'node_modules/vite/bin/vite.js');
const STAMP = join(root, 'dist/built-from');

/** Throws when a build fails. */
export async function buildScreens(): Promise<void> {
  const fingerprint = fingerprintOf([...SOURCES, 'server/vite.config.ts', 'package-lock.json']);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return;
  for (const config of CONFIGS) {
    const code = await runToEnd(process.execPath, [VITE, 'build', '--config', config, '--logLevel', 'warn']);
    if (code !== 0) throw new Error(`the build by ${config} failed; why stands above`);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(STAMP, fingerprint);
}

/** Builds again whenever a source changes, until the signal says stop. */
export function rebuildOnChange(signal: AbortSignal): void {
  rmSync(STAMP, { force: true }); // what these builds leave behind was built from we do not know what
  for (const config of CONFIGS) {
    const args = [VITE, 'build', '--watch', '--config', config, '--logLevel', 'warn'];
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit', signal }).on('error', () => {});
  }
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
