/** A kiosk to be measured: the agent in a process of its own, its printers, its server and its screen in this one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK } from 'jose';
import { parse } from 'valibot';
import type { Snapshot } from '#agent/contract/messages.ts';
import { MEDIA } from '#server/contract/envelopes.ts';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { privateJwk, storeIdentity } from '../../../device-agent/identity/identity.ts';
import { type KeyPairs, KIOSK, keyPairs } from '../../../test/device-agent/identity/identities.ts';
import { StandInServer } from '../../../test/device-agent/link/stand-in-server.ts';
import { order, sha256Of, signed } from '../../../test/device-agent/printing/orders.ts';
import { builtScreen } from '../../../test/device-agent/screen/built-screen.ts';
import { ScreenClient } from '../../../test/journeys/screen-client.ts';
import type { FromAgentProcess } from './agent-process.ts';

/** As the agent is started, and a collection on demand. */
const NODE_OPTIONS = ['--expose-gc', '--max-semi-space-size=4'];
const PROGRAM = new URL('./agent-process.ts', import.meta.url).pathname;

export type Memory = Extract<FromAgentProcess, { kind: 'memory' }>;

export class BenchKiosk {
  readonly pages: PagePrinter;
  readonly slips: SlipPrinter;
  readonly screen: ScreenClient;
  readonly #agent: ChildProcess;
  readonly #server: StandInServer;
  readonly #keys: KeyPairs;
  readonly #dirs: readonly string[];

  private constructor(parts: {
    readonly pages: PagePrinter;
    readonly slips: SlipPrinter;
    readonly screen: ScreenClient;
    readonly agent: ChildProcess;
    readonly server: StandInServer;
    readonly keys: KeyPairs;
    readonly dirs: readonly string[];
  }) {
    this.pages = parts.pages;
    this.slips = parts.slips;
    this.screen = parts.screen;
    this.#agent = parts.agent;
    this.#server = parts.server;
    this.#keys = parts.keys;
    this.#dirs = parts.dirs;
  }

  static async start(): Promise<BenchKiosk> {
    const [dir, pagesDir] = [mkdtempSync(join(tmpdir(), 'linli-bench-')), builtScreen()];
    const keys = await keyPairs();
    const key = parse(privateJwk, await exportJWK(keys.kiosk.privateKey));
    storeIdentity(dir, { kiosk: KIOSK, key, server: keys.publicKeys });
    const server = await new StandInServer(keys).start();
    const pages = new PagePrinter({ msPerPage: 0 });
    const slips = new SlipPrinter({ dir: join(dir, 'slips'), msPerLine: 0 });
    const args = [dir, server.url, await pages.start(), await slips.plug(), pagesDir];
    const agent = fork(PROGRAM, args, { execArgv: NODE_OPTIONS });
    const [ready]: FromAgentProcess[] = await once(agent, 'message');
    if (ready?.kind !== 'ready') throw new Error('the agent did not start');
    const screen = await ScreenClient.open(`http://127.0.0.1:${ready.port}`);
    return new BenchKiosk({ pages, slips, screen, agent, server, keys, dirs: [dir, pagesDir] });
  }

  /** Prints it, as the order of a visit that has begun. Throws when it does not come out. */
  async print(documents: Partial<Record<'page' | 'slip', Buffer>>): Promise<void> {
    const orders = await Promise.all(
      (['page', 'slip'] as const).flatMap((printer) => {
        const document = documents[printer];
        return document ? [this.#order(printer, document)] : [];
      }),
    );
    for (const { order } of orders) this.screen.send({ type: 'print', order });
    await this.screen.until(({ jobs }) => orders.every(({ job }) => isDone(jobs, job)));
  }

  async memory(): Promise<Memory> {
    this.#agent.send('memory');
    const [told]: FromAgentProcess[] = await once(this.#agent, 'message');
    if (told?.kind !== 'memory') throw new Error('the agent tells something else');
    return told;
  }

  async stop(): Promise<void> {
    this.screen.close();
    const ended = once(this.#agent, 'exit');
    this.#agent.disconnect();
    await ended;
    this.slips.stop();
    await this.pages.stop();
    await this.#server.stop();
    for (const dir of this.#dirs) rmSync(dir, { recursive: true, force: true });
  }

  /** The server has this document now; the answer orders it printed. */
  async #order(printer: 'page' | 'slip', document: Buffer): Promise<{ job: string; order: string }> {
    const document256 = sha256Of(document);
    this.#server.documents.set(document256, document);
    const mediaType = printer === 'page' ? MEDIA.certificate : MEDIA.receipt;
    const claims = order({ document: document256, mediaType, printer });
    return { job: claims.job, order: await signed(claims, this.#keys.orders.privateKey) };
  }
}

function isDone(jobs: Snapshot['jobs'], name: string): boolean {
  const state = jobs.find(({ job }) => job === name)?.state;
  if (state === 'not_printed' || state === 'uncertain' || state === 'refused') throw new Error(state);
  return state === 'done';
}
