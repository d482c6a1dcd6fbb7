/** `npm run dev`: builds the screens and starts server and agent again whenever a source changes. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { rebuildOnChange } from './build-screens.ts';
import type { Part } from './processes.ts';
import { root } from './root.ts';

const WATCHED = ['server', 'device-agent', 'printers', 'settings', 'dist'];
/** An editor writes several times, a build many files: wait until it is quiet. */
const QUIET_MS = 300;

/** Goes on until the signal says stop. The parts are stopped last first and started first first. */
export function reloadOnChange(parts: readonly Part[], signal: AbortSignal): void {
  rebuildOnChange(signal);
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(() => (signal.aborted ? undefined : startAgain(parts)));
    }, QUIET_MS);
  };
  for (const folder of WATCHED) watch(join(root, folder), { recursive: true, signal }, changed);
  signal.addEventListener('abort', () => clearTimeout(timer));
}

async function startAgain(parts: readonly Part[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop();
  for (const part of parts) {
    await part.start().catch((error: Error) => process.stderr.write(`linli: ${error.message}\n`));
  }
}
