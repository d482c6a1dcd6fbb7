import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { PagePrinter } from '#sim/printers/page-printer.ts';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { openPty } from '#sim/pty.ts';
import { CardReader } from '#sim/reader/card-reader.ts';
import { SerialServer } from '#sim/reader/serial-server.ts';
import { examineKiosk } from '../../../device-agent/doctor/examine-kiosk.ts';
import type { Finding } from '../../../device-agent/doctor/finding.ts';
import { Holders } from '../../../device-agent/doctor/machine/holders.ts';
import { userNow } from '../../../device-agent/doctor/machine/permission.ts';
import { kioskSettings } from '../../../device-agent/settings.ts';
import { FakeMachine, VENDOR } from './fake-machine.ts';
import { holdLine } from './line-holder.ts';

/** Of a model that draws nothing by dots. */
const NO_RARE_NAMES = '生僻字的小票打不出来；型号写进 profile 就能打，型号表：npm run doctor -- --profiles';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-doctor-'));
  return () => rmSync(dir, { recursive: true });
});

const PATIENCE = { untilMs: 0, statusMs: 150 };
/** This machine, and the one who runs the test. */
const here = () => ({ root: '/', user: userNow(), holders: new Holders('/') });

async function findingsOf(devices: object, place = here()) {
  const settings = parse(kioskSettings, {
    kiosk: { id: 'sick-01', name: '病机' },
    listen: { port: 0 },
    server: { url: 'http://127.0.0.1:9' },
    ...devices,
  });
  const findings = new Map<string, Finding>();
  for await (const finding of examineKiosk(settings, place, PATIENCE)) findings.set(finding.device, finding);
  return findings;
}

const serial = (path: string, baud: number | 'auto' = 'auto') => ({ reader: { kind: 'serial', path, baud } });
const slip = (path: string) => ({ printers: { slip: { kind: 'escpos', path } } });

async function plugInReader(): Promise<CardReader> {
  const reader = await CardReader.plugIn();
  onTestFinished(() => reader.unplug());
  return reader;
}

async function plugInSlipPrinter(): Promise<{ printer: SlipPrinter; path: string }> {
  const printer = new SlipPrinter({ dir });
  onTestFinished(() => printer.stop());
  return { printer, path: await printer.plug() };
}

/** A port that was somebody's and is nobody's. */
async function closedPort(): Promise<number> {
  const nobody = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => nobody.once('listening', resolve));
  const address = nobody.address();
  await new Promise((resolve) => nobody.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The port of something that takes connections. */
async function listenOnLoopback(onConnection = () => {}): Promise<number | undefined> {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

it('finds a reader, at which speed it answers, how fast, and its security module', async () => {
  const { path } = await plugInReader();
  const found = (await findingsOf(serial(path))).get('读卡器');
  expect(found).toMatchObject({
    verdict: 'good',
    says: expect.stringMatching(/^能用，\d+ 毫秒有应答$/u),
  });
  expect(found?.facts).toEqual([
    path,
    expect.stringMatching(/^波特率 115200 {2}安全模块 \d\d\.\d\d-\d{8}-\d{10}-\d{10}$/u),
  ]);
});

it('says that a reader is out of order, in the words that staff know', async () => {
  const reader = await plugInReader();
  reader.fail('status', { kind: 'status', status: 0x60 });
  reader.fail('status', { kind: 'status', status: 0x60 });
  const found = (await findingsOf(serial(reader.path, 115200))).get('读卡器');
  expect(found).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('安全模块自检不过') });
});

it('says that a silent line has no reader', async () => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const found = (await findingsOf(serial(path, 115200))).get('读卡器');
  expect(found).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('不回话') });
});

it('says at which speed a reader answers that is silent at the one in the file', async () => {
  const reader = await plugInReader();
  reader.fail('status', { kind: 'silence' }); // at 9600, as the file has it
  expect((await findingsOf(serial(reader.path, 9600))).get('读卡器')).toMatchObject({
    verdict: 'wrong',
    says: '波特率写错了，实际是 115200',
    mend: { todo: 'kiosk.yaml 里改成 baud: auto' },
  });
});

it('says at which speed a slip printer answers that is silent at the one in the file', async () => {
  const { printer, path } = await plugInSlipPrinter();
  let questions = 0;
  printer.isMute = true;
  printer.onBytes = () => {
    questions += 1;
    printer.isMute = questions < 3; // silent at the file's speed and at the first one tried
  };
  const slipAt = { printers: { slip: { kind: 'escpos', path, baud: 38400 } } };
  expect((await findingsOf(slipAt)).get('小票机')).toMatchObject({
    verdict: 'wrong',
    says: '波特率写错了，实际是 9600',
    mend: { todo: 'kiosk.yaml 里改成 baud: 9600' },
  });
});

it('says that a serial server takes no connection', async () => {
  const port = await closedPort();
  const found = (await findingsOf({ reader: { kind: 'tcp', host: '127.0.0.1', port } })).get('读卡器');
  expect(found).toMatchObject({ verdict: 'wrong', says: '连不上这个地址', facts: [`tcp 127.0.0.1:${port}`] });
});

it('tells model and firmware of a slip printer', async () => {
  const { path } = await plugInSlipPrinter();
  expect((await findingsOf(slip(path))).get('小票机')).toMatchObject({
    verdict: 'good',
    says: '能用',
    facts: [path, 'profile: plain', NO_RARE_NAMES, 'LINLI SIM-80，固件 1.02 ESC/POS'],
  });
});

it('says what a printer without paper needs', async () => {
  const { printer, path } = await plugInSlipPrinter();
  printer.emptyPaper();
  const page = new PagePrinter({ dir });
  const url = await page.start();
  onTestFinished(() => page.stop());
  page.emptyTray();
  const printers = { page: { kind: 'ipp', url }, slip: { kind: 'escpos', path } };
  const findings = await findingsOf({ printers });
  const says = '没纸了。加纸；会自己接着打，不用重来。';
  const facts = [path, 'profile: plain', NO_RARE_NAMES, '型号和固件：等它能打印了再问'];
  expect(findings.get('小票机')).toMatchObject({ verdict: 'wrong', says, facts });
  expect(findings.get('A4 打印机')).toMatchObject({ verdict: 'wrong', says });
  expect(findings.get('A4 打印机')?.facts).toEqual([
    url,
    'Linli simulated page printer',
    '状态：空闲、media-empty-warning、media-needed-warning',
    '收的格式：application/pdf',
  ]);
});

/** As kiosk.yaml has what hangs on this line, and as the doctor calls it. */
async function reachedBy(way: 'usb' | 'tcp', path: string): Promise<{ at: object; name: string }> {
  if (way === 'usb') return { at: { node: path }, name: path };
  const box = await SerialServer.open(path);
  onTestFinished(() => box.close());
  return { at: { host: '127.0.0.1', port: box.port }, name: `tcp 127.0.0.1:${box.port}` };
}

it.each(['usb', 'tcp'] as const)('tells how a slip printer is that is reached by %s', async (way) => {
  const { printer, path } = await plugInSlipPrinter();
  const { at, name } = await reachedBy(way, path);
  const printers = { slip: { kind: 'escpos', profile: 'epson', ...at } };
  expect((await findingsOf({ printers })).get('小票机')).toMatchObject({
    verdict: 'good',
    facts: [name, 'profile: epson', 'LINLI SIM-80，固件 1.02 ESC/POS'],
  });
  printer.openCover();
  expect((await findingsOf({ printers })).get('小票机')).toMatchObject({ verdict: 'wrong' });
});

it.each([
  ['usb', '小票机只收不答：没有开机，或者它的 USB 是单向的'],
  ['tcp', '连上了，可是小票机不回话'],
] as const)('says of a slip printer by %s that answers nothing what that means', async (way, says) => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const { at } = await reachedBy(way, path);
  const found = (await findingsOf({ printers: { slip: { kind: 'escpos', ...at } } })).get('小票机');
  expect(found).toMatchObject({ verdict: 'wrong', says });
});

it('says where a slip printer on USB or on the network may have gone', async () => {
  const gone = async (at: object) =>
    (await findingsOf({ printers: { slip: { kind: 'escpos', ...at } } })).get('小票机');
  expect(await gone({ node: join(dir, 'lp0') })).toMatchObject({
    verdict: 'wrong',
    says: '没有这个设备',
    mend: { todo: expect.stringContaining('CUPS'), run: 'lpstat -v' },
  });
  expect(await gone({ host: '127.0.0.1', port: await closedPort() })).toMatchObject({
    verdict: 'wrong',
    says: '连不上这个地址',
    mend: { todo: expect.stringContaining('9100') },
  });
});

it('does not call a slip printer on the network while the agent of this kiosk talks to it', async () => {
  const screen = await listenOnLoopback();
  let calls = 0;
  const port = await listenOnLoopback(() => (calls += 1));
  const printers = { slip: { kind: 'escpos', host: '127.0.0.1', port } };
  const found = (await findingsOf({ listen: { port: screen }, printers })).get('小票机');
  expect(found).toMatchObject({ verdict: 'warning', says: 'linli 正在用它，这次没有检查' });
  expect(calls).toBe(0);
});

it('tells a device that is not there from a path that is no device', async () => {
  const file = join(dir, 'reader');
  writeFileSync(file, '');
  const wrong = (says: string) => ({ verdict: 'wrong', says });
  expect((await findingsOf(serial(join(dir, 'none')))).get('读卡器')).toMatchObject(wrong('没有这个设备'));
  expect((await findingsOf(serial(file))).get('读卡器')).toMatchObject(wrong('这不是设备'));
});

it.each([
  ['a link in a circle', () => join(dir, 'circle')],
  ['a name too long', () => join(dir, 'a'.repeat(300))],
  ['a NUL', () => join(dir, 'tty\u0000')],
])('finds no device behind %s, and goes on', async (_, path) => {
  symlinkSync(join(dir, 'circle'), join(dir, 'circle'));
  const findings = await findingsOf(serial(path()));
  expect(findings.get('读卡器')).toMatchObject({ verdict: 'wrong', says: '没有这个设备' });
  expect(findings.has('服务器')).toBe(true);
});

it('judges permission for the user of the agent, not for the one who asks', async () => {
  const { path } = await plugInReader();
  chmodSync(path, 0o660);
  const stranger = { name: 'linli', uid: 990, gids: [990] };
  const found = (await findingsOf(serial(path), { ...here(), user: stranger })).get('读卡器');
  expect(found).toMatchObject({ verdict: 'wrong', says: expect.stringContaining('用户 linli 打不开（0660') });
});

it('does not touch a reader that another program works with, and names it', async () => {
  const reader = await plugInReader();
  const other = await holdLine(reader.path);
  onTestFinished(() => other.letGo());
  const found = (await findingsOf(serial(reader.path))).get('读卡器');
  expect(found).toMatchObject({ verdict: 'wrong', says: expect.stringContaining(`（进程 ${other.pid}）`) });
  expect(reader.asked).toEqual([]);
});

it('says that a port is taken, though who took it is hidden', async () => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const other = await holdLine(path);
  onTestFinished(() => other.letGo());
  const machine = new FakeMachine(); // has no /proc/locks
  machine.usbSerial('ttyUSB0', 'ch341', { vendor: '1a86', product: '7523' }, { leadsTo: path });
  const devices = { ...serial('/dev/ttyUSB0'), ...slip('/dev/ttyUSB0') };
  const findings = await findingsOf(devices, machine.place('root'));
  for (const device of ['读卡器', '小票机'])
    expect(findings.get(device)).toMatchObject({
      verdict: 'wrong',
      says: '被别的程序占着',
      mend: { run: 'sudo lsof /dev/tty*' },
    });
});

it('does not touch a reader while the agent of this kiosk runs, and does not call it broken', async () => {
  const reader = await plugInReader();
  const port = await listenOnLoopback();
  const found = (await findingsOf({ listen: { port }, ...serial(reader.path) })).get('读卡器');
  expect(found).toMatchObject({ verdict: 'warning', says: 'linli 正在用它，这次没有检查' });
  expect(reader.asked).toEqual([]);
});

it('makes no second conversation on the network box of a running agent', async () => {
  const screen = await listenOnLoopback();
  let connections = 0;
  const box = await listenOnLoopback(() => (connections += 1));
  const reader = { kind: 'tcp', host: '127.0.0.1', port: box };
  const found = (await findingsOf({ listen: { port: screen }, reader })).get('读卡器');
  expect(found).toMatchObject({ verdict: 'warning', says: 'linli 正在用它，这次没有检查' });
  expect(connections).toBe(0);
});

it('says that no such reader is plugged in, and who may not open the one that is', async () => {
  const machine = new FakeMachine();
  const reader = { kind: 'hid', vendorId: 0x0483, productId: 0x572b };
  const examined = async () => (await findingsOf({ reader }, machine.place())).get('读卡器');
  expect(await examined()).toMatchObject({ verdict: 'wrong', says: '没有插着这个型号的设备' });
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  chmodSync(path, 0o600);
  machine.hidraw('hidraw0', { vendor: '0483', product: '572b' }, VENDOR, { leadsTo: path });
  expect(await examined()).toMatchObject({
    verdict: 'wrong',
    says: expect.stringContaining('用户 linli 打不开（0600'),
  });
});

it('finds a scanner that can be opened', async () => {
  const { path, unplug } = await openPty();
  onTestFinished(unplug);
  const found = (await findingsOf({ scanner: { kind: 'serial', path } })).get('扫码器');
  expect(found).toMatchObject({ verdict: 'good', facts: [path] });
});

it.each([
  ['/bin/sh', 'good'],
  ['sh', 'good'],
  ['/etc/passwd', 'wrong'],
  ['no-such-decoder', 'wrong'],
])('looks for the photo decoder %s', async (program, verdict) => {
  const reader = { kind: 'tcp', host: '127.0.0.1', port: 9, photoDecoder: [program, '-'] };
  expect((await findingsOf({ reader })).get('照片解码')).toMatchObject({ verdict, facts: [program] });
});

it('says that a server does not answer, and counts left-out devices as absent, not wrong', async () => {
  const findings = await findingsOf({});
  const devices = ['读卡器', 'A4 打印机', '小票机'];
  expect(devices.map((device) => findings.get(device)?.verdict)).toEqual(['warning', 'warning', 'warning']);
  expect(findings.get('服务器')).toMatchObject({ verdict: 'wrong', says: '连不上' });
});
