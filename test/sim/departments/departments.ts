/** Every department of the demonstration, at the far end of HTTP: one listener, both exchanges, faults on command. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, type FaultKind, spoilt } from './faults.ts';
import { CODES, NationalCounter, REFRESH_SERVICE, serviceOf } from './national-counter.ts';
import { type PersonRecord, type Register, readRegisters } from './records.ts';
import { admitXRoad, serviceIdOf } from './x-road-counter.ts';

const REQUESTER = 'linli-demo';
const CLIENT = 'DEMO/COM/610202001001/linli';
/** Stands for all of them. */
export const ALL = '*';
/** Another service than the one that was asked. */
const ELSEWHERE = '/elsewhere';
const DRIP_MS = 10;
const ENDLESS_BYTES = 70_000;

/** What stands in an X-Road answer to somebody else. */
const FOREIGN: Readonly<Record<string, Record<string, string>>> = {
  wrong_hash: { 'X-Road-Request-Hash': 'AAAA' },
  wrong_id: { 'X-Road-Id': '00000000-0000-4000-8000-000000000000' },
};

interface Options {
  readonly appKey: string;
  readonly port?: number;
  readonly registers?: readonly Register[];
  /** Its own clock. */
  readonly now?: () => number;
}

export interface Asked {
  readonly source: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent back, before a fault spoils it. */
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

export class SimulatedDepartments {
  readonly registers: readonly Register[];
  readonly national: NationalCounter;
  /** Every question that was let in, oldest first. */
  readonly asked: Asked[] = [];
  /** Called for each question, before it is answered. */
  onAsked: (asked: Asked) => void = () => {};
  readonly #server = createServer((request, response) => void this.#serve(request, response).catch(() => {}));
  readonly #faults = new Map<string, Fault>();
  #port: number;
  #isDark = false;

  constructor({ appKey, port = 0, registers = readRegisters(), now = Date.now }: Options) {
    this.registers = registers;
    this.#port = port;
    this.national = new NationalCounter({ requester: REQUESTER, appKey, now });
  }

  /** Listens, after `stop` on the same port again. */
  async start(): Promise<string> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.url;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close().closeAllConnections();
    await once(this.#server, 'close');
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The section of `server.yaml` that names this far end. `keyFile` holds the appKey. */
  nationalExchange(sources: readonly string[], keyFile: string) {
    return {
      kind: 'national',
      url: `${this.url}/query`,
      refreshUrl: `${this.url}/secret`,
      refreshService: REFRESH_SERVICE,
      requester: REQUESTER,
      keyFile,
      asker: 'resident',
      unit: { code: '610202001001', name: '红旗社区' },
      business: { code: 'A01', name: '社区自助服务' },
      system: { code: 'LINLI', name: '邻里' },
      services: this.nationalServices(sources),
    };
  }

  xRoadExchange(sources: readonly string[]) {
    return {
      kind: 'xroad',
      url: this.url,
      client: CLIENT,
      asker: 'resident',
      services: this.xRoadServices(sources),
    };
  }

  /** What settings name of an exchange that carries these sources. */
  nationalServices(sources: readonly string[]): Record<string, string> {
    return Object.fromEntries(sources.map((source) => [source, serviceOf(source)]));
  }

  xRoadServices(sources: readonly string[]): Record<string, string> {
    return Object.fromEntries(sources.map((source) => [source, serviceIdOf(source)]));
  }

  faultOf(source: string): Fault | undefined {
    return this.#faults.get(source) ?? this.#faults.get(ALL);
  }

  /** `undefined` mends it. All departments down together are a port where nobody listens. */
  async setFault(source: string, fault: Fault | undefined): Promise<void> {
    if (fault === undefined) this.#faults.delete(source);
    else this.#faults.set(source, fault);
    const isDark = this.#faults.get(ALL)?.kind === 'down';
    if (isDark === this.#isDark) return;
    this.#isDark = isDark;
    await (isDark ? this.stop() : this.start());
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { source, answer } = this.#answer(request, body);
    const fault = this.faultOf(source);
    if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { ref: false });
    send(response, answer, fault?.kind);
  }

  #answer(request: IncomingMessage, body: string): { source: string; answer: Answer } {
    if (request.method !== 'POST') return { source: ALL, answer: { status: 405, body: {} } };
    if (request.url === '/secret') {
      return {
        source: REFRESH_SERVICE,
        answer: this.#onItsClock(ALL, () => ok(this.national.refresh(request.headers))),
      };
    }
    return request.url === '/query' ? this.#national(request, body) : this.#xRoad(request, body);
  }

  #national(request: IncomingMessage, body: string): { source: string; answer: Answer } {
    const { headers } = request;
    const fields = JSON.parse(body) as Record<string, unknown>;
    const asked = String(headers['gjgxjhpt_sid']).replace(serviceOf(''), '');
    const fault = this.faultOf(asked)?.kind;
    if (fault === 'wrong_secret') return { source: asked, answer: ok({ code: CODES.signature }) };
    if (fault === 'not_permitted') return { source: asked, answer: ok({ code: CODES.forbidden }) };
    const admitted = this.#onItsClock(asked, () => this.national.admit(headers, fields));
    if ('code' in admitted) return { source: asked, answer: ok(admitted) };
    const person = this.#look(request, admitted.source, String(fields['GMSFHM']), fields);
    return { source: asked, answer: ok({ code: CODES.ok, data: person ?? null }) };
  }

  #xRoad(request: IncomingMessage, body: string): { source: string; answer: Answer } {
    const admitted = admitXRoad(request, body, CLIENT);
    if ('error' in admitted) return { source: ALL, answer: refusedByXRoad(admitted.error) };
    const { source, headers } = admitted;
    const fault = this.faultOf(source)?.kind;
    if (fault === 'not_permitted' || fault === 'wrong_secret') {
      return { source, answer: refusedByXRoad('Server.ServerProxy.AccessDenied') };
    }
    const fields = JSON.parse(body) as Record<string, unknown>;
    const person = this.#look(request, source, String(fields['idNumber']), fields);
    const said = person === undefined ? { found: false } : { found: true, record: person };
    return { source, answer: { status: 200, headers: { ...headers, ...FOREIGN[fault ?? ''] }, body: said } };
  }

  #onItsClock<T>(source: string, work: () => T): T {
    const fault = this.faultOf(source);
    this.national.skewMs = fault?.kind === 'skewed_clock' ? fault.ms : 0;
    return work();
  }

  /** Of the record only the fields that were asked for. */
  #look(
    { url = '', headers }: IncomingMessage,
    source: string,
    idNumber: string,
    body: Asked['body'],
  ): unknown {
    const asked = { source, body, url, headers };
    this.asked.push(asked);
    this.onAsked(asked);
    const person = this.registers.find((register) => register.source === source)?.people.get(idNumber);
    if (person === undefined) return undefined;
    const wanted = Array.isArray(body['fields']) ? body['fields'].map(String) : [];
    return spoilt(only(person, wanted), this.faultOf(source)?.kind);
  }
}

const ok = (body: object): Answer => ({ status: 200, body });

function refusedByXRoad(error: string): Answer {
  const body = { type: error, message: 'refused', detail: '' };
  return { status: 500, headers: { 'X-Road-Error': error }, body };
}

function only(person: PersonRecord, wanted: readonly string[]): PersonRecord {
  return Object.fromEntries(Object.entries(person).filter(([field]) => wanted.includes(field)));
}

function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  fault: FaultKind | undefined,
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const head = { 'Content-Type': 'application/json; charset=utf-8', ...headers };
  switch (fault) {
    case 'down':
      return void response.socket?.destroy();
    case 'hang':
      return;
    case 'garbage':
      return void response.writeHead(200, head).end(Buffer.from('3c68746d6c3effd8ff', 'hex'));
    case 'html':
      return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>登录</html>');
    case 'empty':
      return void response.writeHead(200, head).end();
    case 'drip':
      return void drip(response, head);
    case 'twice_told':
      return void response.writeHead(status, head).end(toldTwice(bytes.toString()));
    case 'half_answer':
      response.writeHead(status, { ...head, 'Content-Length': bytes.length + 1 });
      return void response.write(bytes, () => response.socket?.destroy());
    case 'error_500':
      return void response.writeHead(500).end('{"code":"-1"}');
    case 'error_404':
      return void response.writeHead(404).end('<h1>Not Found</h1>');
    case 'moved':
      return void response.writeHead(307, { Location: ELSEWHERE }).end();
    case 'endless':
      return void response.writeHead(200, head).end(Buffer.alloc(ENDLESS_BYTES, ' '));
    default:
      return void response.writeHead(status, head).end(bytes);
  }
}

/** White space is allowed before JSON, so only patience can run out. */
function drip(response: ServerResponse, head: Readonly<Record<string, string>>): void {
  response.writeHead(200, head);
  const dripping = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(dripping));
}

/** The first field of the record again, with another value. */
const toldTwice = (json: string): string => json.replace(/"([A-Z]+)":"[^"]*"/u, '$&,"$1":"19990101"');
