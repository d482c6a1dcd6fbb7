import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder as the build leaves it, with as little in it as will do. */
export function builtScreen(): string {
  const dir = mkdtempSync(join(tmpdir(), 'screen-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html><meta name="linli-ticket" content=""><p>');
  writeFileSync(join(dir, 'assets/main-abc123.js'), 'export {};');
  writeFileSync(join(dir, 'icon.svg'), '<svg/>');
  return dir;
}
