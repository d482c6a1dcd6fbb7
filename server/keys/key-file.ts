import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The text of a key file; where there is none, `make()` is written first (0600). Two servers that start at once end
 * with the same key: a link, unlike a write, happens once.
 */
export async function keepKey(file: string, make: () => Promise<string> | string): Promise<string> {
  const kept = await read(file);
  if (kept !== undefined) return kept;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeDurably(draft, await make());
  await link(draft, file).catch(unless('EEXIST'));
  await rm(draft);
  return readFile(file, 'utf8');
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((fault) => {
    unless('ENOENT')(fault);
    return undefined;
  });
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const unless = (code: string) => (fault: NodeJS.ErrnoException) => {
  if (fault.code !== code) throw fault;
};
