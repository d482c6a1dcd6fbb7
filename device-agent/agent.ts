/** Reader, printers, spool, server and screen of one kiosk, joined. What they are made of is main's affair. */
import type { PrinterDriver } from '#printers/contract.ts';
import { sealAssertion } from './card/assertion.ts';
import { CardDesk, type CardStation } from './card/card-desk.ts';
import { PhotoDecoder } from './card/photo-decoder.ts';
import type { FromScreen, Photo, Snapshot } from './contract/messages.ts';
import type { Identity } from './identity/identity.ts';
import { NonceReserve } from './link/nonce-reserve.ts';
import { Outbox } from './link/outbox.ts';
import { Pulse } from './link/pulse.ts';
import { ServerLink } from './link/server-link.ts';
import type { Log } from './log.ts';
import { verifyOrder } from './printing/order.ts';
import { PrintQueue } from './printing/print-queue.ts';
import { PrinterRoom } from './printing/printer-room.ts';
import type { Spool } from './printing/spool.ts';
import type { Scanner } from './scanner/scanner.ts';
import { ScreenLink } from './screen/screen-link.ts';
import { snapshotOf } from './screen/snapshot.ts';
import type { KioskSettings } from './settings.ts';

export interface AgentParts {
  readonly settings: Pick<KioskSettings, 'kiosk' | 'listen' | 'server' | 'screen'>;
  readonly identity: Identity;
  readonly station: CardStation | undefined;
  readonly scanner?: Scanner | undefined;
  /** Program and arguments; without one no photo is shown. */
  readonly photoDecoder?: readonly string[] | undefined;
  readonly drivers: { readonly page?: PrinterDriver; readonly slip?: PrinterDriver };
  readonly spool: Spool;
  /** Where the built screen lies. */
  readonly pagesDir: string;
  readonly log: Log;
  readonly now?: () => number;
  /** Between two looks at what a job waits for. */
  readonly pollMs?: number;
}

/** A job inside a device gets so long to end when the agent is told to stop. */
const GRACE_MS = 3000;

export class Agent {
  readonly #parts: AgentParts;
  readonly #now: () => number;
  readonly #server: ServerLink;
  readonly #desk: CardDesk | undefined;
  readonly #queue: PrintQueue;
  readonly #outbox: Outbox;
  readonly #pulse: Pulse;
  readonly #screen: ScreenLink;
  readonly #printers: PrinterRoom;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    const { settings, identity, spool, log } = parts;
    this.#server = new ServerLink({ url: settings.server.url, identity, log, now: this.#now });
    this.#outbox = new Outbox({ spool, report: (outcomes) => this.#server.reportOutcomes(outcomes), log });
    this.#queue = this.#makeQueue();
    this.#desk = this.#makeDesk();
    this.#printers = this.#makePrinters();
    const snapshot = () => this.snapshot();
    this.#pulse = new Pulse({ snapshot, beat: (heartbeat) => this.#server.heartbeat(heartbeat) });
    this.#screen = this.#makeScreen();
    parts.scanner?.onChange(() => this.#changed());
    parts.scanner?.onCode((code) => this.#screen.say({ type: 'scanned', code }));
    this.#server.onChange(() => this.#serverChanged());
  }

  /** Answers the port of the screen. */
  async start(): Promise<number> {
    const port = await this.#screen.listen();
    this.#parts.station?.start();
    this.#parts.scanner?.start();
    this.#queue.start();
    this.#printers.wake();
    this.#pulse.start();
    this.#outbox.wake();
    return port;
  }

  async stop(): Promise<void> {
    for (const part of [this.#pulse, this.#outbox, this.#printers]) part.stop();
    this.#desk?.endVisit();
    const { station, scanner, spool } = this.#parts;
    await Promise.all([this.#screen.close(), station?.stop(), scanner?.stop(), this.#queue.stop(GRACE_MS)]);
    spool.close();
  }

  snapshot(): Snapshot {
    return snapshotOf({
      reader: this.#readerView,
      scanner: this.#parts.scanner?.view,
      card: this.#desk?.view,
      printers: this.#printers.view,
      jobs: this.#queue.view,
      server: this.#server.state,
    });
  }

  get #readerView(): Snapshot['reader'] | undefined {
    const view = this.#parts.station?.view;
    return view && { ...view.device, lastReading: view.lastReading };
  }

  #makeQueue(): PrintQueue {
    const { spool, drivers, log, pollMs } = this.#parts;
    return new PrintQueue({
      spool,
      drivers,
      log,
      now: this.#now,
      ...(pollMs !== undefined && { pollMs }),
      fetchDocument: (sha256) => this.#server.document(sha256),
      onChange: () => this.#visitChanged(),
      onSettled: () => this.#outbox.wake(),
      onUnattended: (printer) => void this.#printers.leftAfterVisit(printer),
    });
  }

  #makeDesk(): CardDesk | undefined {
    const { station, identity, photoDecoder: command, log } = this.#parts;
    if (station === undefined) return undefined;
    const onPhoto = (photo: Photo) => this.#screen.say(photo);
    return new CardDesk({
      station,
      nonces: new NonceReserve(() => this.#server.nonce(), this.#now),
      seal: (sighting) => sealAssertion(identity, { ...sighting, at: this.#now() }),
      photos: command && new PhotoDecoder({ command, onPhoto, log }),
      onChange: () => this.#visitChanged(),
      log,
    });
  }

  #makePrinters(): PrinterRoom {
    const { drivers, log } = this.#parts;
    return new PrinterRoom({
      drivers,
      queue: this.#queue,
      isVisitOpen: () => this.#isVisitOpen,
      onChange: () => this.#changed(),
      log,
    });
  }

  #makeScreen(): ScreenLink {
    const { settings, pagesDir, log } = this.#parts;
    const { kiosk, listen, server, screen } = settings;
    const pxPerMm = screen === undefined ? null : screen.shortSidePx / screen.shortSideMm;
    return new ScreenLink({
      port: listen.port,
      pagesDir,
      welcome: { type: 'welcome', kiosk, serverUrl: server.url, pxPerMm },
      snapshot: () => this.snapshot(),
      onCommand: (command) => void this.#obey(command),
      onGone: () => this.#desk?.endVisit(),
      log,
    });
  }

  async #obey(command: Exclude<FromScreen, { type: 'hello' }>): Promise<void> {
    switch (command.type) {
      case 'begin':
        this.#queue.beginVisit();
        return this.#desk?.begin();
      case 'print':
        return await this.#print(command.order);
      case 'end_visit':
        this.#printers.visitEnded();
        this.#desk?.endVisit();
        return this.#queue.endVisit();
      case 'paper_left':
        return await this.#printers.leftInVisit();
      case 'alive':
        return;
      default:
        return command satisfies never;
    }
  }

  async #print(order: string): Promise<void> {
    const verdict = await verifyOrder(order, this.#parts.identity, this.#now());
    if (verdict.kind === 'good') this.#queue.submit(verdict.order);
    else if (verdict.name !== undefined) this.#queue.refuse(verdict.name, verdict.fault);
    else this.#parts.log('order_refused', { fault: verdict.fault });
  }

  get #isVisitOpen(): boolean {
    return this.#queue.view.length > 0 || (this.#desk !== undefined && this.#desk.view.state !== 'none');
  }

  /** Whoever is at the machine should see at once what a printer lacks. */
  #visitChanged(): void {
    this.#changed();
    this.#printers.wake();
  }

  #changed(): void {
    this.#screen.changed();
    this.#pulse.changed();
  }

  #serverChanged(): void {
    if (this.#server.state === 'up') this.#outbox.wake();
    this.#screen.changed();
  }
}
