/** `printers.slip` of kiosk.yaml: the way to the printer, and what its model can do. */
import {
  check,
  forward,
  type InferOutput,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  rawTransform,
  strictObject,
  string,
} from 'valibot';
import { PLAIN, PROFILES } from '#printers/escpos/profiles.ts';
import { baud, FLOWS, type Flow, host, notEmpty, tcpPort } from '../../lines/addresses.ts';

const DEFAULT_BAUD = 115_200;
/** On which printers take what is to be printed as it comes. */
const RAW_PORT = 9100;

/** How a slip printer is reached. */
export type SlipWay =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number; readonly flow: Flow }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'usb'; readonly node: string };

const profile = pipe(
  string(),
  rawTransform(({ dataset: { value: name }, addIssue, NEVER }) => {
    const found = PROFILES.get(name);
    if (found !== undefined) return found;
    addIssue({ message: `no profile is called "${name}"; there are ${[...PROFILES.keys()].join(', ')}` });
    return NEVER;
  }),
);

const written = strictObject({
  kind: literal('escpos'),
  path: optional(notEmpty),
  baud: optional(baud),
  flow: optional(picklist(FLOWS)),
  host: optional(host),
  port: optional(tcpPort),
  node: optional(notEmpty),
  profile: optional(profile, PLAIN),
  /** What this very machine has, where its model's profile says otherwise. */
  columns: optional(pipe(number(), integer(), minValue(32), maxValue(48))),
  charset: optional(picklist(['gb2312', 'gbk', 'gb18030'])),
  completion: optional(picklist(['process_id', 'stream_ack'])),
});
type Written = InferOutput<typeof written>;

const ONE_WAY = 'expected one of path (a serial port), host (on the network) and node (/dev/usb/lp0)';

export const slipSettings = pipe(
  written,
  forward(check(goesWith('baud', 'path'), 'belongs to path, a serial port'), ['baud']),
  forward(check(goesWith('flow', 'path'), 'belongs to path, a serial port'), ['flow']),
  forward(check(goesWith('port', 'host'), 'belongs to host, a printer on the network'), ['port']),
  rawTransform(({ dataset: { value: slip }, addIssue, NEVER }) => {
    const [at, second] = waysIn(slip);
    if (at !== undefined && second === undefined) return { at, profile: profileOf(slip) };
    addIssue({ message: ONE_WAY });
    return NEVER;
  }),
);
export type SlipSettings = InferOutput<typeof slipSettings>;

function goesWith(key: keyof Written, other: keyof Written) {
  return (slip: Written) => slip[key] === undefined || slip[other] !== undefined;
}

function waysIn({
  path,
  baud = DEFAULT_BAUD,
  flow = 'none',
  host,
  port = RAW_PORT,
  node,
}: Written): SlipWay[] {
  const ways: SlipWay[] = [];
  if (path !== undefined) ways.push({ kind: 'serial', path, baud, flow });
  if (host !== undefined) ways.push({ kind: 'tcp', host, port });
  if (node !== undefined) ways.push({ kind: 'usb', node });
  return ways;
}

function profileOf({ profile, columns, charset, completion }: Written) {
  return {
    ...profile,
    columns: columns ?? profile.columns,
    charset: charset ?? profile.charset,
    completion: completion ?? profile.completion,
  };
}
