import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import QRCode from 'qrcode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSerial } from '../../device-agent/ports.ts';
import { eventually } from '../device-agent/eventually.ts';
import type { DockState } from '../sim/dock/state.ts';

const PROGRAM = fileURLToPath(new URL('../sim/dock.ts', import.meta.url));
const started: ChildProcess[] = [];

interface Ready {
  readonly event: 'ready';
  readonly url: string;
  readonly reader: string;
  readonly scanner: string;
  readonly slip: string;
  readonly page: string;
}

async function start(): Promise<{ dock: ChildProcess; ready: Ready }> {
  const args = [PROGRAM, '--dir', mkdtempSync(join(tmpdir(), 'dock-program-')), '--port', '0'];
  const dock = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(dock);
  const [line] = await once(createInterface(dock.stdout), 'line');
  return { dock, ready: JSON.parse(line) };
}

let shared: ChildProcess;
let ready: Ready;
beforeAll(async () => {
  ({ dock: shared, ready } = await start());
});
afterAll(async () => {
  for (const dock of started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    dock.kill('SIGTERM');
    await once(dock, 'exit');
  }
});

function hand(url: string, command: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/do`, { method: 'POST', headers, body: JSON.stringify(command) });
}

/** Resolves with the first state that is as wished. */
async function seen(url: string, isWished: (state: DockState) => boolean): Promise<DockState> {
  const { body } = await fetch(`${url}/events`, { signal: AbortSignal.timeout(10_000) });
  let text = '';
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    const states = events
      .filter((event) => event.startsWith('data: '))
      .map((event) => JSON.parse(event.slice(6)));
    const wished = states.find(isWished);
    if (wished !== undefined) return wished;
  }
  throw new Error('the dock closed its stream');
}

/** The process that runs `program` for a parent, by what Linux tells in /proc (proc(5)). */
function childOf(parent: number | undefined, program: string): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const child = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program));
  if (child === undefined) throw new Error(`${parent} runs no ${program}`);
  return child;
}

it('names what a kiosk would open, and each of it is there', async () => {
  expect([ready.reader, ready.scanner, ready.slip].filter(existsSync)).toHaveLength(3);
  expect(ready.page).toMatch(/^ipp:\/\/127\.0\.0\.1:\d+\/ipp\/print$/);
  const { host } = new URL(ready.page.replace('ipp:', 'http:'));
  expect((await fetch(`http://${host}/ipp/print`, { method: 'POST', body: '' })).status).toBe(200);
});

it('lays a real card on a real reader', async () => {
  await hand(ready.url, { device: 'reader', do: 'lay', card: 'wang-yangli.json' });
  await seen(ready.url, ({ devices }) => devices.reader.state['card'] === 'wang-yangli.json');
});

it('pulls the cables: the serial lines are gone until they are plugged again', async () => {
  for (const device of ['reader', 'slip'] as const) {
    await hand(ready.url, { device, do: 'unplug' });
    await seen(ready.url, ({ devices }) => devices[device].state['plugged'] === false);
    expect(existsSync(ready[device])).toBe(false);
    await hand(ready.url, { device, do: 'plug' });
    await seen(ready.url, ({ devices }) => devices[device].state['plugged'] === true);
    expect(existsSync(ready[device])).toBe(true);
  }
});

it('takes what a slip printer is told for a paper, and shows it as a picture', async () => {
  // ESC @ initialise, "OK" LF, GS V 0 full cut (Epson ESC/POS)
  writeFileSync(ready.slip, Buffer.from('1b404f4b0a1d5600', 'hex'));
  const { papers } = await seen(ready.url, ({ papers }) => papers.length > 0);
  const slip = await fetch(`${ready.url}/papers/slip/${papers[0]?.file}`);
  expect(slip.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(await slip.text()).toContain('<svg');
});

it('holds a printed page before the scanner: what its code says goes down the line, and CR', async () => {
  const pdf = await PDFDocument.create();
  const code = await pdf.embedPng(await QRCode.toBuffer('HTTPS://LINLI.EXAMPLE/C#123'));
  pdf.addPage([595, 842]).drawImage(code, { x: 60, y: 60, width: 120, height: 120 });
  writeFileSync(join(dirname(ready.scanner), 'pages', '900.pdf'), await pdf.save());
  const line = await openSerial({ path: ready.scanner, baud: 9600 });
  let heard = '';
  line.on('data', (bytes) => {
    heard += bytes;
  });
  const answer = await hand(ready.url, { device: 'scanner', do: 'show', paper: '900.pdf' });
  expect(answer.status).toBe(202);
  await eventually(
    () => heard,
    (all) => all.endsWith('\r'),
  );
  expect(heard).toBe('HTTPS://LINLI.EXAMPLE/C#123\r');
  line.destroy();
});

it('brings a page printer that was killed back at the address it had', async () => {
  process.kill(childOf(shared.pid, 'page-printer.ts'), 'SIGKILL');
  await seen(ready.url, ({ devices }) => devices.page.life === 'died');
  const { devices } = await seen(ready.url, ({ devices }) => devices.page.life === 'running');
  expect(devices.page.address).toBe(ready.page);
});

it.each([
  ['page', 'emptyTray', { paper: false }],
  ['page', 'openCover', { coverOpen: true }],
  ['page', 'jam', { jam: true }],
  ['slip', 'emptyPaper', { paper: false }],
  ['slip', 'openCover', { coverOpen: true }],
  ['slip', 'jam', { jam: true }],
] as const)('spoils the %s printer by %s', async (device, spoil, state) => {
  await hand(ready.url, { device, do: spoil });
  const spoilt = await seen(ready.url, ({ devices }) =>
    Object.entries(state).every(([field, value]) => devices[device].state[field] === value),
  );
  expect(spoilt.devices[device].life).toBe('running');
});

it.each([
  ['SIGTERM', (dock: ChildProcess) => void dock.kill('SIGTERM')],
  ['SIGINT', (dock: ChildProcess) => void dock.kill('SIGINT')],
  ['the end of its stdin', (dock: ChildProcess) => void dock.stdin?.end()],
])('stops, and its far ends with it, on %s', async (_what, stop) => {
  const { dock, ready: told } = await start();
  stop(dock);
  const [code] = await once(dock, 'exit');
  expect(code).toBe(0);
  expect(existsSync(told.reader)).toBe(false);
  await expect(fetch(told.page.replace('ipp:', 'http:'))).rejects.toThrow();
});
