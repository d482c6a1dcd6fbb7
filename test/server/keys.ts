import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Keyring, openKeyring } from '../../server/keys/keyring.ts';

export interface TestKeys {
  readonly keyring: Keyring;
  readonly dir: string;
  close(): Promise<void>;
}

/** A new set of keys in a directory of its own. */
export async function testKeys(): Promise<TestKeys> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-keys-'));
  return {
    keyring: await openKeyring(dir, '红旗社区居民委员会'),
    dir,
    close: () => rm(dir, { recursive: true }),
  };
}
