/**
 * Server and agent as processes of their own, with the far ends inside this process, so that a test sees every paper
 * and can kill what it likes. Unlike `npm start` nothing is started again by itself.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import { CardReader } from '#sim/reader/card-reader.ts';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');

export interface House {
  readonly dir: string;
  readonly reader: CardReader;
  readonly pages: PagePrinter;
  readonly serverUrl: string;
  readonly kioskUrl: string;
  readonly serverSettings: string;
  startServer(): Promise<void>;
  startAgent(): Promise<void>;
  /** SIGKILL, as a power cut would; answers when the process is gone. */
  kill(part: 'server' | 'agent'): Promise<void>;
  /** Process ids, for measuring. */
  pid(part: 'server' | 'agent'): number;
  tearDown(): Promise<void>;
}

/** A house with an enrolled kiosk, both processes running. */
export async function buildHouse({ msPerPage = 10 } = {}): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-house-'));
  const reader = await CardReader.plugIn({ link: join(dir, 'reader') });
  const pages = new PagePrinter({ dir: join(dir, 'pages'), msPerPage });
  const [serverPort, kioskPort] = [await freePort(), await freePort()];
  const serverUrl = `http://127.0.0.1:${serverPort}`;
  const serverSettings = write(dir, 'server.yaml', {
    listen: { port: serverPort },
    community: { code: '610202001001', name: '红旗社区', issuer: '红旗社区居民委员会' },
    database: { dir: join(dir, 'database') },
    keys: { dir: join(dir, 'keys') },
    region: 'demonstration',
    seed: 'demo',
  });
  const kioskSettings = write(dir, 'kiosk.yaml', {
    kiosk: { id: 'test-01', name: '01 号自助终端' },
    listen: { port: kioskPort },
    server: { url: serverUrl },
    reader: { kind: 'serial', path: reader.path, baud: 115200 },
    printers: { page: { kind: 'ipp', url: await pages.start() } },
    data: { dir: join(dir, 'kiosk') },
  });
  const running = new Map<'server' | 'agent', ChildProcess>();

  const house: House = {
    dir,
    reader,
    pages,
    serverUrl,
    kioskUrl: `http://127.0.0.1:${kioskPort}/`,
    serverSettings,
    startServer: async () => {
      running.set('server', await started(['server/main.ts', '--settings', serverSettings]));
    },
    startAgent: async () => {
      running.set('agent', await started(['device-agent/main.ts', '--settings', kioskSettings]));
    },
    kill: async (part) => {
      await end(running.get(part), 'SIGKILL');
      running.delete(part);
    },
    pid: (part) => running.get(part)?.pid ?? 0,
    tearDown: async () => {
      await end(running.get('agent'), 'SIGTERM');
      await end(running.get('server'), 'SIGTERM');
      reader.unplug();
      await pages.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await house.startServer();
  const code = told('server/enrol-kiosk.ts', '--settings', serverSettings).trim();
  told('device-agent/enrol.ts', '--settings', kioskSettings, '--code', code);
  await house.startAgent();
  return house;
}

/** A part of the product as its own process, once it has said that it is ready. */
function started(args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"event":"ready"')) resolve(child);
    });
    child.on('exit', (code) =>
      reject(new Error(`${args[0]} ended with ${code} and said:\n${said.join('\n')}`)),
    );
  });
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** What a program of the product prints; throws when it fails. */
function told(program: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

function write(dir: string, name: string, settings: unknown): string {
  const file = join(dir, name);
  writeFileSync(file, stringify(settings));
  return file;
}
