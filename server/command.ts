import { SettingsFault } from '../settings/settings-fault.ts';

const FAULT_EXIT = 1;
/** As the agent ends: whoever starts us knows by it that a new start with the same file is in vain. */
const WRONG_SETTINGS_EXIT = 2;

/** What the system refuses, by its own name (errno(3)), and what helps. */
const REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'stop the other program that listens there, or choose another listen.port',
  EADDRNOTAVAIL: 'this machine has no such address; choose another listen.host',
  ENOTFOUND: 'no host has this name',
  ECONNREFUSED: 'nobody answers there; is the database running, and does database.url name it?',
  EACCES: 'give it to the user who runs this program',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  EISDIR: 'this is a folder; name a file',
  ENOENT: 'there is nothing of this name',
};

/** Runs a program's work and ends with its exit code: 2 for wrong settings, 1 for any other fault, told in a sentence. */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (fault) {
    process.stderr.write(`${sentenceOf(fault)}\n`);
    process.exitCode = fault instanceof SettingsFault ? WRONG_SETTINGS_EXIT : FAULT_EXIT;
  }
}

function sentenceOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const remedy = 'code' in fault ? REMEDIES[String(fault.code)] : undefined;
  return remedy === undefined ? fault.message : `${fault.message}: ${remedy}`;
}
