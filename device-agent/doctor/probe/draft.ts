/** The text of a kiosk.yaml out of what was found, with the reasons beside it; what was not found is left out by name. */
import { stringify } from 'yaml';
import { matching, type UsbId, usbName } from '../../lines/usb-id.ts';
import type { HidNode } from '../machine/hid-nodes.ts';
import { idsOf } from '../survey-hid.ts';
import type { Discovered, FoundLine, FoundWay } from './discover.ts';
import { samIdOf, wayOf, whatItIs } from './what-it-is.ts';

export interface Draft {
  readonly found: readonly Discovered[];
  readonly scanners: readonly HidNode[];
  /** Left out: a placeholder, and a word that it must be changed. */
  readonly server?: string | undefined;
  readonly id?: string | undefined;
}

type FoundReader = Extract<Discovered, { kind: 'reader' }>;
type FoundSlip = Extract<Discovered, { kind: 'slip' }>;

const HEAD = [
  '# 这台自助终端的设置，由 npm run doctor -- --write 写成。',
  '# 改过以后检查一遍：npm run doctor -- --kiosk 这个文件',
];
/** A line to be used stands right behind its `#`: whoever takes that one character away keeps the indent. */
const PAGE_HINT = '# A4 打印机在网络上，从这里找不到；写上它的地址，去掉 #：';
const PAGE = 'page: { kind: ipp, url: ipp://192.168.1.20/ipp/print }';

export function draftOf({ found, scanners, server, id }: Draft): string {
  const silent = found.filter(isSilentPort).map(({ path }) => path);
  const sections = [
    HEAD,
    ['kiosk:', ...kioskLines(id)],
    ['server:', entry('url', server ?? 'http://192.168.1.10:8080', server === undefined ? '要改' : '')],
    readerLines(found.filter((one) => one.kind === 'reader')),
    printerLines(found.filter((one) => one.kind === 'slip')),
    scannerLines(scanners, silent),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** It may be a scanner: one on HID would be known by its page. */
function isSilentPort({ kind, line }: Discovered): boolean {
  return kind === 'nothing' && line === 'serial';
}

/** What the technician has still to write, by its place in the file. */
export function leftToWrite({ server, id, found, scanners }: Draft): string[] {
  const isScannerSilent = scanners.length === 0 && found.some(isSilentPort);
  return [
    ...(id === undefined ? ['kiosk.id（每台一个）'] : []),
    'kiosk.name（居民看到的名字）',
    ...(server === undefined ? ['server.url（服务器的地址）'] : []),
    ...(found.some(({ kind }) => kind === 'reader') ? [] : ['reader（没有找到读卡器）']),
    'printers.page（A4 打印机的地址）',
    ...(isScannerSilent ? ['scanner（没有回答的口是扫码器的话，去掉那一行的 #）'] : []),
  ];
}

function kioskLines(id: string | undefined): string[] {
  return [
    entry('id', id ?? 'new-kiosk-01', id === undefined ? '要改：每台一个，小写字母、数字和连字符' : ''),
    entry('name', '新的自助终端', '要改：如 红旗社区 01 号自助终端'),
  ];
}

function entry(key: string, value: string, comment: string): string {
  const line = `  ${key}: ${stringify(value, { lineWidth: 0 }).trimEnd()}`;
  return comment === '' ? line : `${line} # ${comment}`;
}

/** A kiosk has one reader: whoever has two on the desk chooses. */
function readerLines(found: readonly FoundReader[]): string[] {
  const [first, ...others] = found;
  if (first === undefined)
    return ['# 没有找到读卡器。', '#reader: { kind: serial, path: /dev/serial/by-id/..., baud: auto }'];
  const plugged = found.map(({ settings }) => settings).filter((settings) => settings.kind === 'hid');
  return [
    note(`有回答：${wayOf(first.reader.at)}，${samIdOf(first.reader)}`),
    `reader: ${readerOf(first.settings, plugged)}`,
    ...others.flatMap(({ settings, reader, path }) => [
      note(`另一台读卡器，没有用：${path}，${samIdOf(reader)}`),
      `#reader: ${readerOf(settings, plugged)}`,
    ]),
  ];
}

/** Speed and framing are left to be found: the next reader on this plug may differ. */
function readerOf(settings: FoundLine, plugged: readonly UsbId[]): string {
  if (settings.kind === 'hid') return hidIn(settings, plugged);
  return `{ kind: serial, path: ${inFlow(settings.path)}, baud: auto }`;
}

/** With its serial number only where another of the kind hangs beside it: without one, a spare can take its place. */
function hidIn({ vendorId, productId, serialNumber }: UsbId, plugged: readonly UsbId[]): string {
  const ofTheKind = plugged.filter(matching({ vendorId, productId }));
  const which = ofTheKind.length > 1 && serialNumber ? `, serialNumber: ${JSON.stringify(serialNumber)}` : '';
  return `{ kind: hid, ${idsOf(usbName(vendorId, productId))}${which} }`;
}

function printerLines([first, ...others]: readonly FoundSlip[]): string[] {
  if (first === undefined) return ['# 没有找到小票机。', PAGE_HINT, '#printers:', `#  ${PAGE}`];
  const { at, slip } = first;
  const lines = [
    PAGE_HINT,
    `#${PAGE}`,
    note(whatItIs(slip)),
    `slip: { kind: escpos, ${wayIn(at)} }`,
    ...others.map((other) => note(`另一台小票机，没有用：${other.path}`)),
  ];
  return ['printers:', ...lines.map((line) => `  ${line}`)];
}

function wayIn(at: FoundWay): string {
  return at.kind === 'usb' ? `node: ${inFlow(at.node)}` : `path: ${inFlow(at.path)}, baud: ${at.baud}`;
}

function scannerLines(scanners: readonly HidNode[], silent: readonly string[]): string[] {
  const unknown = silent.map((path) => note(`没有回答，是扫码器的话写进 scanner：${path}`));
  const [first, ...others] = scanners;
  if (first === undefined)
    return [
      '# 没有找到 HID 扫码器；键盘式的不用写。',
      ...unknown,
      `#scanner: { kind: serial, path: ${inFlow(silent[0] ?? '/dev/serial/by-id/...')}, baud: 9600 }`,
    ];
  return [
    note(first.product),
    `scanner: ${hidIn(first, scanners)}`,
    ...others.flatMap((other) => [
      note(`另一台扫码器，没有用：${other.path}，${other.product}`),
      `#scanner: ${hidIn(other, scanners)}`,
    ]),
    ...unknown,
  ];
}

/** JSON's quotes are YAML's, too. */
function inFlow(text: string): string {
  return /^[\w./:-]+$/u.test(text) ? text : JSON.stringify(text);
}

/** One line of comment, whatever a device calls itself. */
function note(text: string): string {
  return `# ${text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')}`;
}
