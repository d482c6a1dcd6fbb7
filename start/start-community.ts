/**
 * `npm start`: server, far ends where no device is configured, and the agent; one line `ready kiosk=... console=...
 * dock=...` when all of them are ready; Ctrl-C stops them in the order in which they depend on each other.
 */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildScreens, rebuildOnChange } from './build-screens.ts';
import { demoDir, demoKioskSettings, demoServerSettings, KIOSK_PORT } from './demo-settings.ts';
import { enrolmentArgs } from './enrolment.ts';
import { Part } from './processes.ts';

const DOCK_PORT = '7071';

export async function startCommunity(args: string[], { reload }: { reload: boolean }): Promise<number> {
  const { values } = parseArgs({ args, options: { kiosk: { type: 'string' }, server: { type: 'string' } } });
  await buildScreens();
  if (reload) rebuildOnChange();
  const watch = reload ? ['--watch', '--watch-preserve-output'] : [];

  const parts: Part[] = [];
  const toldToStop = stopSignal();
  try {
    const serverSettings = values.server ? resolve(values.server) : demoServerSettings();
    const server = new Part('server', [...watch, 'server/main.ts', '--settings', serverSettings]);
    parts.push(server);
    const { url: serverUrl } = await server.start();

    let kioskSettings = values.kiosk && resolve(values.kiosk);
    let dockUrl = 'none';
    if (!kioskSettings) {
      const dock = new Part('far ends', [
        'test/sim/dock.ts',
        '--dir',
        join(demoDir, 'far-ends'),
        '--port',
        process.env['LINLI_DOCK_PORT'] ?? DOCK_PORT,
        '--screen',
        `http://127.0.0.1:${process.env['LINLI_AGENT_LISTEN_PORT'] ?? KIOSK_PORT}/`,
      ]);
      parts.push(dock);
      const { url, reader = '', slip = '', page = '' } = await dock.start();
      dockUrl = url;
      kioskSettings = demoKioskSettings(serverUrl, { reader, slip, page });
    }

    const agent = new Part('device agent', [...watch, 'device-agent/main.ts', '--settings', kioskSettings]);
    parts.push(agent);
    const { url: kioskUrl } = await agent.start(
      await enrolmentArgs(kioskSettings, serverSettings, serverUrl),
    );

    process.stdout.write(
      `ready kiosk=${kioskUrl} console=${new URL('/console', serverUrl)} dock=${dockUrl}\n`,
    );
    await toldToStop;
  } finally {
    for (const part of parts.reverse()) await part.stop();
  }
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
