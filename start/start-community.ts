/**
 * `npm start`: server, far ends where no device is configured, and the agent; one line `ready kiosk=... console=...
 * dock=...` when all of them are ready; Ctrl-C stops them in the order in which they depend on each other.
 */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildScreens } from './build-screens.ts';
import {
  demoDir,
  demoKioskSettings,
  demoServerSettings,
  KIOSK_PORT,
  nameExchanges,
} from './demo-settings.ts';
import { ensureEnrolled } from './enrolment.ts';
import { Part, type Ready } from './processes.ts';
import { reloadOnChange } from './reloading.ts';

const DOCK_PORT = '7071';
const FAR_ENDS_DIR = join(demoDir, 'far-ends');

/** Left alone, V8 lets the agent's young generation grow by some 100 MiB over the first thousand papers (docs/device-agent.md). */
const SMALL_HEAP = '--max-semi-space-size=4';

export async function startCommunity(args: string[], { reload }: { reload: boolean }): Promise<number> {
  const { values } = parseArgs({ args, options: { kiosk: { type: 'string' }, server: { type: 'string' } } });
  await buildScreens();

  const parts: Part[] = [];
  const begun = (part: Part) => {
    parts.push(part);
    return part;
  };
  const stopping = new AbortController();
  const toldToStop = stopSignal();
  try {
    const departments = values.server ? undefined : await begun(simulatedDepartments()).start();
    const serverSettings = departments ? settingsNaming(departments) : resolve(values.server ?? '');
    const server = begun(new Part('server', ['server/main.ts', '--settings', serverSettings]));
    const dock = values.kiosk ? undefined : begun(farEnds(departments?.['control']));
    const [{ url: serverUrl }, far] = await Promise.all([server.start(), dock?.start()]);

    const kioskSettings = far ? demoKioskSettings(serverUrl, far) : resolve(values.kiosk ?? '');
    ensureEnrolled(kioskSettings, serverSettings);
    const agent = begun(
      new Part('device agent', [SMALL_HEAP, 'device-agent/main.ts', '--settings', kioskSettings]),
    );
    const { url: kioskUrl } = await agent.start();

    process.stdout.write(
      `ready kiosk=${kioskUrl} console=${new URL('/console', serverUrl)} dock=${far?.url ?? 'none'}\n`,
    );
    if (reload) reloadOnChange([server, agent], stopping.signal);
    await toldToStop;
  } finally {
    stopping.abort();
    for (const part of parts.reverse()) await part.stop();
  }
  return 0;
}

/** The departments behind the exchanges: a program of the tests, never a part of the product. */
function simulatedDepartments(): Part {
  return new Part('departments', ['test/sim/departments/main.ts', '--dir', FAR_ENDS_DIR]);
}

/** The demonstration's server.yaml, with the departments that have just said ready. */
function settingsNaming({ exchanges = '{}' }: Ready): string {
  const file = demoServerSettings();
  nameExchanges(file, JSON.parse(exchanges), join(FAR_ENDS_DIR, 'sources.yaml'));
  return file;
}

/** The simulated devices and the dock that drives them and the departments at `control`. */
function farEnds(control: string | undefined): Part {
  const screen = `http://127.0.0.1:${process.env['LINLI_AGENT_LISTEN_PORT'] ?? KIOSK_PORT}/`;
  const port = process.env['LINLI_DOCK_PORT'] ?? DOCK_PORT;
  const args = ['test/sim/dock.ts', '--dir', FAR_ENDS_DIR, '--port', port, '--screen', screen];
  return new Part('far ends', control === undefined ? args : [...args, '--departments', control]);
}

/** A terminal's Ctrl-C reaches us twice, from the terminal and from npm or bootstrap: the second changes nothing. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
