/** The settings of the demonstration community, written to var/demo where anybody may read and change them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { root } from './root.ts';

/** Where the demonstration keeps everything; `LINLI_DEMO_DIR` moves it, e.g. for a second community on one machine. */
export const demoDir: string = resolve(process.env['LINLI_DEMO_DIR'] ?? join(root, 'var/demo'));
export const KIOSK_PORT = 7070;
export const demoKioskFile: string = join(demoDir, 'kiosk.yaml');
const DEMO_KIOSK = 'hongqi-01';

/** The path of server.yaml; the file is left as it is when it exists. */
export function demoServerSettings(): string {
  const file = join(demoDir, 'server.yaml');
  if (!existsSync(file)) {
    write(file, {
      listen: { port: 8080 },
      community: { code: '610202001001', name: '红旗社区', issuer: '红旗社区居民委员会' },
      database: { dir: join(demoDir, 'database') },
      keys: { dir: join(demoDir, 'keys') },
      region: 'demonstration',
      seed: 'demo',
    });
  }
  return file;
}

/**
 * Names the departments that run now at the end of server.yaml, as a real file names its exchanges. `kept`: where that
 * part is remembered, so that it follows a newer Linli; a file in which somebody wrote `sources` otherwise is left alone.
 */
export function nameExchanges(file: string, exchanges: unknown, kept: string): void {
  const written = readFileSync(file, 'utf8');
  const part = stringify({ sources: exchanges });
  const former = existsSync(kept) ? readFileSync(kept, 'utf8') : undefined;
  if (former !== undefined && written.includes(former))
    writeFileSync(
      file,
      written.replace(former, () => part),
    );
  else if (!/^sources:/mu.test(written)) writeFileSync(file, `${written.trimEnd()}\n${part}`);
  else return;
  writeFileSync(kept, part);
}

/** The path of kiosk.yaml for the far ends that run now; it names them as a real kiosk's file names its devices. */
export function demoKioskSettings(serverUrl: string, devices: Readonly<Record<string, string>>): string {
  const file = demoKioskFile;
  write(file, {
    kiosk: { id: DEMO_KIOSK, name: '红旗社区 01 号自助终端' },
    listen: { port: KIOSK_PORT },
    server: { url: serverUrl },
    reader: { kind: 'serial', path: devices['reader'], baud: 115200 },
    scanner: { kind: 'serial', path: devices['scanner'], baud: 9600 },
    printers: {
      page: { kind: 'ipp', url: devices['page'] },
      slip: { kind: 'escpos', path: devices['slip'], baud: 115200, profile: 'epson' },
    },
    data: { dir: join(demoDir, 'kiosk') },
  });
  return file;
}

function write(file: string, settings: unknown): void {
  mkdirSync(demoDir, { recursive: true });
  writeFileSync(file, stringify(settings));
}
