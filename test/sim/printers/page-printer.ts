/**
 * A page printer on loopback that speaks IPP/2.0 (RFC 8010, 8011), with the manners of Debian's ippeveprinter: out of
 * paper it says so in printer-state-reasons only, a second Create-Job while it works is `busy`, a restart forgets all
 * jobs. By hand: `node test/sim/printers/page-printer.ts --dir DIR [--port N] [--ms-per-page N]`.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { printerGroup } from './page-printer-attributes.ts';
import { type PageDialect, PLAIN_DIALECT } from './page-printer-dialect.ts';
import { type Job, PageEngine, type Sheet } from './page-printer-engine.ts';
import { type Answer, OK, PageJobs, requestedIn } from './page-printer-jobs.ts';
import { type Asked, readRequest, selected, type ToldGroup, writeAnswer } from './page-printer-wire.ts';
import { obey, tell } from './printer-program.ts';

/** 2.0, for whom nobody understands. */
const VERSION = Buffer.of(2, 0);
const GET_PRINTER_ATTRIBUTES = 0x000b;
const BAD_REQUEST = 0x0400;
const OPERATION_NOT_SUPPORTED = 0x0501;

export interface PagePrinterState {
  readonly paper: boolean;
  readonly coverOpen: boolean;
  readonly jam: boolean;
  readonly busy: boolean;
}

export interface PagePrinterOptions {
  /** Where papers are kept; without it only `papers` tells of them. */
  readonly dir?: string;
  readonly port?: number;
  readonly msPerPage?: number;
  /** What a page takes, instead of `msPerPage`. */
  readonly pace?: () => Promise<unknown>;
  readonly dialect?: Partial<PageDialect>;
}

export class PagePrinter {
  onState: (state: PagePrinterState) => void = () => {};
  onPaper: (paper: { file: string; job: string }) => void = () => {};
  /** Called for each request before it is answered: a test's ear on the wire. */
  onRequest: (asked: Asked) => void = () => {};
  readonly #engine: PageEngine;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #dialect: PageDialect;
  readonly #jobs: PageJobs;
  #startedAt = Date.now();
  #port: number;

  constructor({ dir, port = 0, msPerPage = 10, ...more }: PagePrinterOptions) {
    const { pace = () => sleep(msPerPage), dialect } = more;
    this.#port = port;
    this.#dialect = { ...PLAIN_DIALECT, ...dialect };
    this.#engine = new PageEngine({ dir, pace });
    this.#jobs = new PageJobs(this.#engine, this.#dialect, this);
    this.#engine.onDocument = (file, job) => this.onPaper({ file, job });
  }

  /** Listens, after `stop` on the same port again. */
  async start(): Promise<string> {
    this.#startedAt = Date.now();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.url;
  }

  /** The plug is pulled: connections break, the jobs inside are forgotten. */
  async stop(): Promise<void> {
    this.#forgetAll();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** A connection that somebody else has taken for it; without `start` there are no others. */
  accept(line: Duplex): void {
    this.#server.emit('connection', line);
  }

  /** Off and on again at once. */
  powerBlink = (): void => {
    this.#forgetAll();
    this.#server.closeAllConnections();
    this.#startedAt = Date.now();
  };

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  get url(): string {
    return `ipp://127.0.0.1:${this.#port}/ipp/print`;
  }

  /** Never 0 (RFC 8011 5.4.29). */
  get upTimeSeconds(): number {
    return 1 + Math.floor((Date.now() - this.#startedAt) / 1000);
  }

  changed(): void {
    this.onState(this.state);
  }

  get state(): PagePrinterState {
    return { ...this.#engine.path, busy: this.#jobs.isBusy };
  }

  /** Every sheet that ever came out, also before a restart: the truth of "never two papers". */
  get papers(): readonly Sheet[] {
    return this.#engine.sheets;
  }

  get jobs(): readonly Readonly<Job>[] {
    return this.#jobs.all;
  }

  emptyTray = () => this.#change({ paper: false });
  fillTray = () => this.#change({ paper: true });
  openCover = () => this.#change({ coverOpen: true });
  closeCover = () => this.#change({ coverOpen: false });
  jam = () => this.#change({ jam: true });
  clearJam = () => this.#change({ jam: false });

  #change(change: Partial<PagePrinterState>): void {
    this.#engine.change(change);
    this.onState(this.state);
  }

  #forgetAll(): void {
    this.#jobs.forgetAll();
    this.onState(this.state);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await this.#receive(request);
    if (body === undefined) return; // the client went away in the middle: nothing was handed over
    response.setHeader('content-type', 'application/ipp');
    response.end(this.#answer(body));
  }

  async #receive(request: IncomingMessage): Promise<Buffer | undefined> {
    if (!this.#dialect.streams) return buffer(request).catch(() => undefined);
    let body = Buffer.alloc(0);
    let job: Job | undefined;
    try {
      for await (const chunk of request) {
        body = Buffer.concat([body, chunk]);
        const asked = requestIn(body);
        job ??= asked && this.#jobs.beginEarly(asked);
      }
      return body;
    } catch {
      if (job?.state === 'processing') job.state = 'aborted';
      return undefined;
    }
  }

  #answer(body: Buffer): Buffer {
    const asked = requestIn(body);
    if (asked === undefined) return writeAnswer(VERSION, BAD_REQUEST, 0, []);
    if (asked.requestId === 0) return writeAnswer(asked.version, BAD_REQUEST, 0, []);
    this.onRequest(asked);
    const [status, ...groups] = this.#jobs.operate(asked) ?? this.#answerAboutItself(asked);
    const preface: ToldGroup = [
      0x01,
      ['attributes-charset', 'charset', 'utf-8'],
      ['attributes-natural-language', 'language', 'zh-cn'],
    ];
    return writeAnswer(asked.version, status, asked.requestId, [preface, ...groups]);
  }

  #answerAboutItself(asked: Asked): Answer {
    if (asked.operation !== GET_PRINTER_ATTRIBUTES) return [OPERATION_NOT_SUPPORTED];
    return [OK, selected(this.#printerGroup(), requestedIn(asked, ['all']))];
  }

  #printerGroup(): ToldGroup {
    return printerGroup({
      ...this.state,
      dialect: this.#dialect,
      url: this.url,
      queuedJobs: this.#jobs.queued,
      upTimeSeconds: this.upTimeSeconds,
    });
  }
}

function requestIn(body: Buffer): Asked | undefined {
  try {
    return readRequest(body);
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '0' },
      'ms-per-page': { type: 'string', default: '1500' },
    },
  });
  if (values.dir === undefined) throw new Error('--dir DIR is needed: the papers are kept there');
  const printer = new PagePrinter({
    dir: values.dir,
    port: Number(values.port),
    msPerPage: Number(values['ms-per-page']),
  });
  const { emptyTray, fillTray, openCover, closeCover, jam, clearJam } = printer;
  const restart = () => printer.restart();
  obey({ emptyTray, fillTray, openCover, closeCover, jam, clearJam, restart }, () => printer.stop());
  tell('ready', { url: await printer.start() });
  tell('state', printer.state);
  printer.onState = (state) => tell('state', state);
  printer.onPaper = (paper) => tell('paper', paper);
}
