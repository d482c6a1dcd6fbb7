/** The far ends of a kiosk, played by child processes; what they tell goes into the store. */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FarEndEvent, FarEndProcess } from './far-end-process.ts';
import { DEVICES, type DeviceName, type DockStore } from './state.ts';

const BAUD = '115200';

export type Programs = Readonly<Record<DeviceName, string>>;
export type FarEnds = Readonly<Record<DeviceName, FarEndProcess>>;

export const OUR_PROGRAMS: Programs = {
  reader: fileURLToPath(new URL('../reader/card-reader.ts', import.meta.url)),
  scanner: fileURLToPath(new URL('../scanner.ts', import.meta.url)),
  page: fileURLToPath(new URL('../printers/page-printer.ts', import.meta.url)),
  slip: fileURLToPath(new URL('../printers/slip-printer.ts', import.meta.url)),
};

interface Places {
  readonly dir: string;
  readonly cards: string;
  readonly paperFolders: { readonly page: string; readonly slip: string };
}

/** Made, not started. */
export function farEnds(store: DockStore, programs: Programs, { dir, cards, paperFolders }: Places): FarEnds {
  const args = {
    reader: () => ['--link', join(dir, 'reader'), '--cards', cards, '--baud', BAUD],
    scanner: () => ['--link', join(dir, 'scanner')],
    slip: () => ['--dir', paperFolders.slip, '--link', join(dir, 'slip'), '--baud', BAUD],
    page: () => ['--dir', paperFolders.page, ...samePort(store.state.devices.page.address)],
  };
  const farEnd = (name: DeviceName) =>
    new FarEndProcess({
      program: programs[name],
      args: args[name],
      onEvent: (event) => hear(store, name, event),
      onDeath: () => store.changeDevice(name, { life: 'died', state: {} }),
    });
  return {
    reader: farEnd('reader'),
    scanner: farEnd('scanner'),
    page: farEnd('page'),
    slip: farEnd('slip'),
  };
}

/** Starts them; resolves with what the product opens when all have said that they are ready. */
export function startAll(ends: FarEnds, store: DockStore): Promise<Record<DeviceName, string>> {
  return new Promise((done) => {
    const stop = store.watch(({ devices }) => {
      const [reader, scanner, page, slip] = DEVICES.map((name) => devices[name].address);
      if (!reader || !scanner || !page || !slip) return;
      stop();
      done({ reader, scanner, page, slip });
    });
    for (const name of DEVICES) ends[name].start();
  });
}

function hear(store: DockStore, name: DeviceName, { event, ...fields }: FarEndEvent): void {
  const { path, url, file } = fields;
  if (event === 'ready') {
    store.changeDevice(name, { life: 'running', address: String(path ?? url) });
  } else if (event === 'state') {
    store.changeDevice(name, { state: fields });
  } else if (event === 'paper' && (name === 'page' || name === 'slip')) {
    store.addPaper({ from: name, file: basename(String(file)), at: new Date().toISOString() });
  }
}

/** A page printer that died must come back where the product expects it. */
function samePort(address: string | null): string[] {
  return address?.startsWith('ipp://') ? ['--port', new URL(address.replace(/^ipp/, 'http')).port] : [];
}
