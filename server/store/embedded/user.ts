import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseFault } from '../database-fault.ts';

const run = promisify(execFile);
const ROOT = 0;
/** nobody and nogroup on Debian. */
const NOBODY = 65534;
const UNSHARE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface PostgresUser {
  /** Put in front of each command. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Gives a directory of ours to that user. */
  own(directory: string): Promise<void>;
}

const ourselves: PostgresUser = { prefix: [], ids: {}, own: async () => {} };

/**
 * An ordinary user runs it as itself. Root runs it as the owner of an existing cluster; else in a user namespace,
 * where root's files belong to user 1000; else, where namespaces are forbidden, as nobody.
 */
export async function choosePostgresUser(
  clusterDir: string,
  uid = process.getuid?.(),
): Promise<PostgresUser> {
  if (uid !== ROOT) return ourselves;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner && owner.uid !== ROOT) return anotherUser(owner.uid, owner.gid);
  if (await canUnshare()) return { ...ourselves, prefix: UNSHARE };
  if (owner) {
    throw new DatabaseFault(
      'no_unprivileged_user',
      `root owns ${clusterDir} and user namespaces are forbidden here: give the directory to an ordinary user and start as that user`,
    );
  }
  return anotherUser(NOBODY, NOBODY);
}

function anotherUser(uid: number, gid: number): PostgresUser {
  return { prefix: [], ids: { uid, gid }, own: (directory) => chown(directory, uid, gid) };
}

async function canUnshare(): Promise<boolean> {
  const [command = '', ...flags] = UNSHARE;
  return run(command, [...flags, 'true']).then(
    () => true,
    () => false,
  );
}
