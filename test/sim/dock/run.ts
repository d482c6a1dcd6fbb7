/** The far ends and the page that plays with them. */
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { dockApp, type Fate } from './app.ts';
import type { Command } from './commands.ts';
import { DepartmentsLink } from './departments-link.ts';
import { farEnds, OUR_PROGRAMS, type Programs, startAll } from './devices.ts';
import { newestFirst, readCards, readPapers } from './folders.ts';
import { codeOn } from './paper-code.ts';
import { DEVICES, type DeviceName, DockStore } from './state.ts';

interface DockOptions {
  /** Links of the serial lines and folders of the papers are made here. */
  readonly dir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the kiosk's own screen is, if there is one. */
  readonly screen: string | null;
  readonly cards: string;
  /** The control port of the simulated departments, if there are any. */
  readonly departments?: string | undefined;
  /** The programs that play the devices; others in tests of the dock itself. */
  readonly programs?: Programs;
}

export interface Dock {
  readonly url: string;
  /** What a kiosk's settings would name. */
  readonly addresses: Readonly<Record<DeviceName, string>>;
  close(): Promise<void>;
}

/** Resolves when every far end has said that it is ready; they come back by themselves if they die. */
export async function runDock({
  screen,
  port,
  programs = OUR_PROGRAMS,
  ...options
}: DockOptions): Promise<Dock> {
  const [dir, cards] = [resolve(options.dir), resolve(options.cards)];
  mkdirSync(dir, { recursive: true });
  const paperFolders = { page: join(dir, 'pages'), slip: join(dir, 'slips') };
  const papers = [...readPapers(paperFolders.page, 'page'), ...readPapers(paperFolders.slip, 'slip')];
  const store = new DockStore({ screen, cards: readCards(cards), papers: papers.sort(newestFirst) });
  const ends = farEnds(store, programs, { dir, cards, paperFolders });

  const departments =
    options.departments === undefined ? undefined : new DepartmentsLink(options.departments, store);
  departments?.start();

  const hosts: string[] = [];
  const send = async (wish: Command): Promise<Fate> => {
    if (wish.device === 'departments') {
      return (await departments?.turn(wish.name, wish.do)) ? 'done' : 'far_end_down';
    }
    const { device, ...what } = wish;
    if (device !== 'scanner') return ends[device].send(what) ? 'done' : 'far_end_down';
    const code = await codeOn(join(paperFolders.page, wish.paper));
    if (code === undefined) return 'no_code';
    return ends.scanner.send({ do: 'show', code }) ? 'done' : 'far_end_down';
  };
  const app = dockApp({ store, paperFolders, hosts, send });
  const server = createServer(app);
  const ownPort = await listenOnLoopback(server, port);
  hosts.push(`127.0.0.1:${ownPort}`, `localhost:${ownPort}`);
  const addresses = await startAll(ends, store);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    addresses,
    async close() {
      departments?.stop();
      server.close().closeAllConnections();
      await Promise.all(DEVICES.map((name) => ends[name].stop()));
    },
  };
}

async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done);
  });
  return (server.address() as AddressInfo).port;
}
