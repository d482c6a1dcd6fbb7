/**
 * The first file that runs, on any Node >= 20: installs what the lockfile names if it is not there, then hands the
 * command over to the project's own Node 24. Only built-in modules, since nothing may be installed yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = 20;

/** Does node_modules hold what package-lock.json asks for? npm keeps its own account of what it installed. */
function isInstalled() {
  const account = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(account)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(account, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (once) ...\n');
  const { status, error } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  fail(`npm ci did not succeed${error ? ` (${error.message})` : ''}; what it said stands above.`);
}

function ownNode() {
  const path = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(path)) return path;
  return fail(
    `No Node 24 for ${process.platform}-${process.arch} in the lockfile; Linli runs on Linux x64 and arm64.`,
  );
}

/** @returns {never} */
function fail(sentence) {
  process.stderr.write(`linli: ${sentence}\n`);
  process.exit(1);
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  fail(`Node ${OLDEST_NODE} or newer is needed to begin; this is ${process.version}.`);
}
if (!isInstalled()) install();

const bin = join(root, 'node_modules/.bin');
const child = spawn(ownNode(), [join(root, 'start/main.ts'), ...process.argv.slice(2)], {
  cwd: process.cwd(),
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    // Keeps what type stripping and compiling have done, so that every later start is quicker.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'var/compile-cache'),
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
