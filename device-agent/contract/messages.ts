/** The wire between the agent and its own screen: one snapshot down, a few commands up. JSON text messages over WebSocket. */
import {
  array,
  base64,
  boolean,
  type InferOutput,
  literal,
  maxLength,
  minLength,
  nullable,
  number,
  object,
  picklist,
  pipe,
  string,
  union,
  uuid,
  variant,
} from 'valibot';
import { sealedEnvelope } from '#server/contract/words.ts';
import { fault } from './faults.ts';

/** Largest message either side accepts. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** The path of the socket on the agent's own origin. */
export const SOCKET_PATH = '/agent';
/** The screen says `alive` this often. After three missed beats the agent takes it for dead: the socket and the visit end. */
export const ALIVE_EVERY_MS = 2000;

/** The state of a device (docs/device-agent.md): only in `ready` and `busy` does anybody write to it. */
const deviceState = picklist([
  'absent',
  'opening',
  'initialising',
  'ready',
  'busy',
  'degraded',
  'lost',
  'backoff',
]);
export type DeviceState = InferOutput<typeof deviceState>;

/** The paper trouble of a printer; the words are those of printers/contract.ts, in the order of urgency. */
export const condition = picklist([
  'offline',
  'cover_open',
  'jam',
  'paper_out',
  'cutter_fault',
  'toner_empty',
  'output_full',
  'overheat',
  'device_fault',
  'paper_waiting',
  'paper_low',
  'toner_low',
]);
export type Condition = InferOutput<typeof condition>;

/**
 * The last reading in figures, for whoever looks after the machine; a step that was not come to is null. Milliseconds.
 * Nothing of the card: `said` is a status word of the reader or the flag of a kind of card that nobody knows.
 */
const reading = object({
  outcome: union([literal('read'), fault]),
  said: nullable(string()),
  findMs: nullable(number()),
  selectMs: nullable(number()),
  readMs: nullable(number()),
  addressMs: nullable(number()),
});
export type Reading = InferOutput<typeof reading>;

/** The card on the reader, as the screen may know it: masked, with the sealed envelope it carries to the server. */
const card = variant('state', [
  /** `lying`: a card that had its time is still there and must be lifted before it counts again. */
  object({ state: literal('none'), lying: boolean() }),
  object({ state: literal('reading') }),
  object({
    state: literal('read'),
    /** One per laying of a card; a new value is a new visit. */
    laying: pipe(string(), uuid()),
    /** 张＊＊ */
    maskedName: string(),
    /** JWE for the server; opaque here. */
    assertion: string(),
    /** False once the card was lifted after a good read. */
    lying: boolean(),
  }),
  object({ state: literal('failed'), fault, lying: boolean() }),
]);

/** The words are those of printers/contract.ts. */
const supply = object({
  kind: picklist(['paper', 'toner', 'drum', 'waste']),
  name: string(),
  percent: nullable(number()),
});
const printer = object({
  state: deviceState,
  conditions: array(condition),
  supplies: array(supply),
  /** A paper lies in its mouth and nobody came for it, or is guessed to: staff are told, and whoever is there. */
  paperLeft: boolean(),
});
export type Printer = InferOutput<typeof printer>;

const job = object({
  /** The job id of the print order. */
  job: pipe(string(), uuid()),
  printer: picklist(['page', 'slip']),
  state: picklist([
    'queued',
    'waiting',
    'printing',
    'blocked',
    'done',
    'not_printed',
    'uncertain',
    'refused',
  ]),
  /** Why it is refused, or what holds it up; null while all is well. */
  fault: nullable(fault),
});
export type Job = InferOutput<typeof job>;

/** Everything the screen needs to know of the machine. Pushed whole whenever it changes; small by design. */
const snapshot = object({
  type: literal('snapshot'),
  reader: object({ state: deviceState, fault: nullable(fault), lastReading: nullable(reading) }),
  /** Null when kiosk.yaml names no scanner: then the screen listens to one that types like a keyboard. */
  scanner: nullable(object({ state: deviceState })),
  card,
  /** A printer that was left out of kiosk.yaml is null. */
  printers: object({ page: nullable(printer), slip: nullable(printer) }),
  /** The jobs of this visit, oldest first. */
  jobs: array(job),
  server: picklist(['up', 'down']),
});
export type Snapshot = InferOutput<typeof snapshot>;

/** First message after a good `hello`. */
const welcome = object({
  type: literal('welcome'),
  kiosk: object({ id: string(), name: string() }),
  serverUrl: string(),
  /** Device pixels of one millimetre of glass; null when kiosk.yaml does not say. */
  pxPerMm: nullable(number()),
});
export type Welcome = InferOutput<typeof welcome>;

/** Longest text of a code that is taken, characters. Our own codes have less than half of it. */
export const MAX_SCAN_CHARACTERS = 2048;
/** What a code says that somebody held to the scanner: once per scan, kept nowhere. */
const scanned = object({
  type: literal('scanned'),
  code: pipe(string(), minLength(1), maxLength(MAX_SCAN_CHARACTERS)),
});
export type Scanned = InferOutput<typeof scanned>;

/** The photo on the card of this laying, for its holder's eyes: only where a decoder is configured. Base64, no line breaks. */
const photo = object({
  type: literal('photo'),
  laying: pipe(string(), uuid()),
  mediaType: picklist(['image/png', 'image/jpeg', 'image/bmp']),
  base64: pipe(string(), base64()),
});
export type Photo = InferOutput<typeof photo>;

export const fromAgent = variant('type', [welcome, snapshot, scanned, photo]);
export type FromAgent = InferOutput<typeof fromAgent>;

export const fromScreen = variant('type', [
  /** Shows the one-time ticket that came with the page. */
  object({ type: literal('hello'), ticket: pipe(string(), minLength(1), maxLength(128)) }),
  /** The screen is at rest: a card laid from now on starts a visit. */
  object({ type: literal('begin') }),
  /** Print this order (a JWS by the server). The answer is the job in the next snapshot. */
  object({ type: literal('print'), order: sealedEnvelope }),
  /** The page that asks to take the paper stood its time and nobody touched it: the paper may still lie there. */
  object({ type: literal('paper_left') }),
  /** The visit is over: forget card, assertion and jobs. */
  object({ type: literal('end_visit') }),
  /** The page lives: said every `ALIVE_EVERY_MS`, at rest too. */
  object({ type: literal('alive') }),
]);
export type FromScreen = InferOutput<typeof fromScreen>;
