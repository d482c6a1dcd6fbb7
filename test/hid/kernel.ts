/** Debian's newest kernel, as apt offers it: fetched once into a cache, opened anew for each run. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Depends on the newest kernel with every driver; the smaller cloud kernel knows no USB. */
const NEWEST = 'linux-image-amd64';
/** What is taken out of the package: the kernel, the list of what is built into it, the drivers the guest may ask for. */
const WANTED = [
  './boot/vmlinuz-*',
  '*/modules.builtin',
  ...['drivers/hid', 'drivers/usb', 'drivers/virtio', 'net/9p', 'fs'].map((folder) => `*/kernel/${folder}/*`),
];
const MAX_OUTPUT_BYTES = 1 << 20;

export interface Kernel {
  /** What qemu boots. */
  readonly image: string;
  /** Paths of these drivers and of all they need, in the order in which they can be loaded. */
  drivers(...names: string[]): string[];
}

/**
 * @param cacheDir keeps the package between two runs; one that does not fit apt's checksum is fetched again
 * @throws Error when apt knows no kernel or cannot fetch it
 */
export async function newestKernel(cacheDir: string, into: string): Promise<Kernel> {
  mkdirSync(cacheDir, { recursive: true });
  const archive = await cached(cacheDir).catch(async (error: unknown) => {
    if (process.getuid?.() !== 0) throw withAdvice(error);
    await run('apt-get', ['update', '-qq']); // the lists are missing, or name what is no longer there
    return await cached(cacheDir).catch((still: unknown) => Promise.reject(withAdvice(still)));
  });
  return await opened(archive, into);
}

function withAdvice(error: unknown): Error {
  return new Error('no kernel from apt; as root, run: apt-get update', { cause: error });
}

async function cached(cacheDir: string): Promise<string> {
  const { stdout: dependencies } = await run('apt-cache', ['depends', '--important', NEWEST]);
  const name = /Depends: (linux-image-\S+)/u.exec(dependencies)?.[1];
  if (name === undefined) throw new Error(`apt knows nothing that ${NEWEST} depends on`);
  const { stdout: record } = await run('apt-cache', ['show', '--no-all-versions', name]);
  const sha256 = /^SHA256: ([\da-f]{64})$/mu.exec(record)?.[1];
  const archive = join(cacheDir, `${name}.deb`);
  if (hashOf(archive) === sha256) return archive;
  await fetch(name, cacheDir, archive);
  if (hashOf(archive) !== sha256)
    throw new Error(`${name}: what apt fetched has not the checksum that apt names`);
  return archive;
}

async function fetch(name: string, cacheDir: string, archive: string): Promise<void> {
  process.stdout.write(`hid: fetching ${name} (once) ...\n`);
  for (const old of globSync(join(cacheDir, '*.deb'))) rmSync(old);
  await run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', name], { cwd: cacheDir });
  const [file] = readdirSync(cacheDir).filter((entry) => entry.endsWith('.deb'));
  if (file === undefined) throw new Error(`apt-get download ${name} left nothing behind`);
  renameSync(join(cacheDir, file), archive);
}

function hashOf(file: string): string | undefined {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined;
}

async function opened(archive: string, into: string): Promise<Kernel> {
  const tar = 'set -o pipefail; dpkg-deb --fsys-tarfile "$0" | tar -x --wildcards "$@"';
  await run('bash', ['-c', tar, archive, ...WANTED], { cwd: into, maxBuffer: MAX_OUTPUT_BYTES });
  const packed = globSync(join(into, '**/*.ko.xz')); // Debian 13 packs them
  if (packed.length > 0) await run('xz', ['--decompress', ...packed]);
  const [image] = globSync(join(into, 'boot/vmlinuz-*'));
  if (image === undefined) throw new Error(`${archive} holds no kernel`);
  const files = new Map(globSync(join(into, '**/*.ko')).map((file) => [driverName(file), file]));
  const builtIn = globSync(join(into, '**/modules.builtin')).flatMap((list) =>
    readFileSync(list, 'utf8').split('\n').map(driverName),
  );
  return { image, drivers: (...names) => inOrder(names, files, new Set(builtIn)) };
}

/** Files write a hyphen where the kernel itself writes an underscore, or the other way round. */
function driverName(file: string): string {
  return basename(file, '.ko').replaceAll('-', '_');
}

/** Each driver after those that it names in its `depends=`. */
function inOrder(
  names: readonly string[],
  files: ReadonlyMap<string, string>,
  builtIn: ReadonlySet<string>,
): string[] {
  const order = new Set<string>();
  const add = (name: string) => {
    const file = files.get(driverName(name));
    if (file === undefined) {
      if (builtIn.has(driverName(name))) return;
      throw new Error(`the kernel has no driver ${name}`);
    }
    const needs = /\0depends=([^\0]*)\0/u.exec(readFileSync(file, 'latin1'))?.[1] ?? '';
    for (const need of needs.split(',').filter(Boolean)) add(need);
    order.add(file);
  };
  for (const name of names) add(name);
  return [...order];
}
