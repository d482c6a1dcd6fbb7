/** `node server/main.ts [--settings FILE]`: the server, until SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { logToStderr } from './log.ts';
import { startServer } from './server.ts';
import { readServerSettings } from './settings.ts';

await runCommand(async () => {
  const { values } = parseArgs({ options: { settings: { type: 'string' } } });
  const told = stopSignal();
  const server = await startServer(readServerSettings(values.settings), logToStderr);
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: server.url })}\n`);
  await told;
  await server.close();
  return 0;
});

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
