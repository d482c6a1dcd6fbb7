import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { SlipPrinter } from '#sim/printers/slip-printer.ts';
import { openPty } from '#sim/pty.ts';
import { CardReader } from '#sim/reader/card-reader.ts';
import { Doctor, type ExaminationRequest } from '../../../device-agent/doctor/examination.ts';
import { writeDraft } from '../../../device-agent/doctor/probe/write-draft.ts';
import { kioskSettings } from '../../../device-agent/settings.ts';
import { readSettings } from '../../../settings/read-settings.ts';
import { FakeMachine, SCANNER } from './fake-machine.ts';

let file: string;
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'examination-'));
  file = join(dir, 'kiosk.yaml');
  return () => rmSync(dir, { recursive: true });
});

/** What it said, and the exit code. */
async function examine(machine: FakeMachine, request: ExaminationRequest) {
  const lines: string[] = [];
  const code = await new Doctor(machine.place('root'), (line) => lines.push(line)).examine(request);
  return { code, said: lines.join('\n'), summary: lines.at(-1) };
}

const READER = { vendor: '1a86', product: '7523', name: 'USB Serial' };
const PRINTER = { vendor: '0403', product: '6001', name: 'FT232R USB UART' };

async function plugInReader(machine: FakeMachine, tty: string, byId: string): Promise<CardReader> {
  const reader = await CardReader.plugIn();
  onTestFinished(() => reader.unplug());
  machine.usbSerial(tty, 'ch341', READER, { leadsTo: reader.path, byId });
  return reader;
}

async function plugInPrinter(machine: FakeMachine, tty: string, byId: string): Promise<Buffer[]> {
  const dir = mkdtempSync(join(tmpdir(), 'slips-'));
  const printer = new SlipPrinter({ dir });
  onTestFinished(() => {
    printer.stop();
    rmSync(dir, { recursive: true });
  });
  const heard: Buffer[] = [];
  printer.onBytes = (bytes) => heard.push(bytes);
  machine.usbSerial(tty, 'ftdi_sio', PRINTER, { leadsTo: await printer.plug(), byId });
  return heard;
}

it('writes a kiosk.yaml out of what answered, which the agent reads', async () => {
  const machine = new FakeMachine();
  await plugInReader(machine, 'ttyUSB0', 'usb-1a86_USB_Serial-if00-port0');
  await plugInPrinter(machine, 'ttyUSB1', 'usb-FTDI_A50285BI-if00-port0');
  machine.hidraw('hidraw0', { vendor: '0c2e', product: '0b07', name: 'Honeywell 3320g' }, SCANNER);
  const { code, said } = await examine(machine, { write: file });
  expect(readFileSync(file, 'utf8')).toBe(`\
# 这台自助终端的设置，由 npm run doctor -- --write 写成。
# 改过以后检查一遍：npm run doctor -- --kiosk 这个文件

kiosk:
  id: new-kiosk-01 # 要改：每台一个，小写字母、数字和连字符
  name: 新的自助终端 # 要改：如 红旗社区 01 号自助终端

server:
  url: http://192.168.1.10:8080 # 要改

# 有回答：波特率 115200，安全模块 05.01-20120411-0002011994-1234567890
reader: { kind: serial, path: /dev/serial/by-id/usb-1a86_USB_Serial-if00-port0, baud: auto }

printers:
  # A4 打印机在网络上，从这里找不到；写上它的地址，去掉 #：
  #page: { kind: ipp, url: ipp://192.168.1.20/ipp/print }
  # LINLI SIM-80，固件 1.02 ESC/POS
  slip: { kind: escpos, path: /dev/serial/by-id/usb-FTDI_A50285BI-if00-port0, baud: 115200 }

# Honeywell 3320g
scanner: { kind: hid, vendorId: 0x0c2e, productId: 0x0b07 }
`);
  expect(readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env: {} })).toMatchObject({
    reader: { kind: 'serial', baud: 'auto' },
    printers: { slip: { at: { baud: 115200 } } },
    scanner: { vendorId: 0x0c2e, productId: 0x0b07 },
  });
  expect(said).toContain(`写好了：${file}，linli 读得懂。还要你改的：`);
  expect(said).toContain(`改好以后检查一遍：npm run doctor -- --kiosk ${file}\n`);
  expect(code).toBe(0);
});

it('offers lines that are right once their # is taken away, a silent port as the scanner', async () => {
  const machine = new FakeMachine();
  const silent = await openPty();
  onTestFinished(silent.unplug);
  machine.usbSerial('ttyACM0', 'cdc_acm', PRINTER, { leadsTo: silent.path, byId: 'usb-Newland-if00' });
  const { said } = await examine(machine, { write: file });
  expect(said).toContain('scanner（没有回答的口是扫码器的话，去掉那一行的 #）');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/#(?=[a-z]| {2}page)/gu, ''));
  expect(readSettings({ file, schema: kioskSettings, envPrefix: 'LINLI_AGENT', env: {} })).toMatchObject({
    reader: { path: '/dev/serial/by-id/...' },
    printers: { page: { url: 'ipp://192.168.1.20/ipp/print' } },
    scanner: { path: '/dev/serial/by-id/usb-Newland-if00' },
  });
});

it('disturbs no device for a file whose folder is not there, and says how to make it', async () => {
  const machine = new FakeMachine();
  const reader = await plugInReader(machine, 'ttyUSB0', 'usb-1a86_USB_Serial-if00-port0');
  const folder = join(file, '..', 'linli');
  const { code, said, summary } = await examine(machine, { write: join(folder, 'kiosk.yaml') });
  expect(reader.asked).toEqual([]);
  expect(said).toContain(`没有写：没有文件夹 ${folder}。先建好它：sudo mkdir -p ${folder}`);
  expect(summary).toMatch(/文件没有写成，为什么在上面。$/u);
  expect(code).toBe(2);
});

it('writes id and server that it was given, and does not ask for them again', async () => {
  const request = { write: file, id: 'hongqi-07', server: 'http://10.0.0.2:8080' };
  const { said } = await examine(new FakeMachine(), request);
  expect(readFileSync(file, 'utf8')).toContain('id: hongqi-07\n');
  expect(readFileSync(file, 'utf8')).toContain('url: http://10.0.0.2:8080\n');
  expect(said).not.toContain('kiosk.id');
  expect(said).toContain('reader（没有找到读卡器）');
});

it.each([
  ['an id', { id: 'Hongqi 07' }, 'kiosk.id: expected small letters'],
  ['an address', { server: 'hongqi' }, 'server.url: expected an address like'],
])('keeps no file with %s that the agent would refuse', async (_what, given, because) => {
  const { code, said } = await examine(new FakeMachine(), { write: file, ...given });
  expect(said).toContain(because);
  expect(existsSync(file)).toBe(false);
  expect(code).toBe(2);
});

it('writes over no file, says so, and disturbs no device for it', async () => {
  writeFileSync(file, 'mine');
  const machine = new FakeMachine();
  const reader = await plugInReader(machine, 'ttyUSB0', 'usb-1a86_USB_Serial-if00-port0');
  const { code, said } = await examine(machine, { write: file });
  expect(reader.asked).toEqual([]);
  expect(said).toContain(`没有写：${file} 已经有了，不会盖掉它。`);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(code).toBe(2);
});

it('writes over no file either that came about while it was asking', () => {
  writeFileSync(file, 'mine');
  expect(writeDraft(file, { found: [], scanners: [] })).toMatchObject({ kind: 'not_written' });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

it('takes one of two readers and names the other', async () => {
  const machine = new FakeMachine();
  await plugInReader(machine, 'ttyUSB0', 'usb-1a86_USB_Serial-if00-port0');
  await plugInReader(machine, 'ttyUSB1', 'usb-1a86_USB_Serial-if00-port1');
  await examine(machine, { write: file });
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^reader: \{ kind: serial, path: \S+port0, baud: auto \}$/mu);
  expect(text).toMatch(
    /^# 另一台读卡器，没有用：.+\n#reader: \{ kind: serial, path: \S+port1, baud: auto \}$/mu,
  );
});

it('asks a printer only after it did not answer as a reader, and prints nothing', async () => {
  const machine = new FakeMachine();
  const heard = await plugInPrinter(machine, 'ttyUSB0', 'usb-FTDI_A50285BI-if00-port0');
  await examine(machine, { probe: true });
  const bytes = Buffer.concat(heard).toString('hex');
  // SAM status (GA/T 467, 11 FF), then DLE EOT 1 to 4, then GS I 65, 66, 67: nothing else.
  expect(bytes).toBe(`${'aaaaaa9669000311ffed'.repeat(5)}1004011004021004031004041d49411d49421d4943`);
});

it('says what it will ask before it asks, and asks no console, modem or port in use', async () => {
  const machine = new FakeMachine();
  const heard: Buffer[] = [];
  for (const [tty, driver] of [
    ['ttyUSB0', 'option'],
    ['ttyUSB1', 'ftdi_sio'],
    ['ttyUSB2', 'ch341'],
  ] as const) {
    const pty = await openPty();
    onTestFinished(pty.unplug);
    pty.onData((bytes) => heard.push(bytes));
    machine.usbSerial(tty, driver, PRINTER, { leadsTo: pty.path });
  }
  machine.write('proc/consoles', 'ttyUSB2   -W- (EC  p a)    188:2\n');
  machine.uart('ttyS0');
  machine.program(812, 'node', ['device-agent/main.ts'], '/dev/ttyS0');
  const { said } = await examine(machine, { probe: true });
  expect(said).toContain('先按读卡器问，再按小票机问');
  expect(said.split('先拔掉：\n')[1]?.split('\n\n')[0]).toBe('/dev/ttyUSB1');
});

it('asks nothing unless it is told to', async () => {
  const machine = new FakeMachine();
  const reader = await plugInReader(machine, 'ttyUSB0', 'usb-1a86_USB_Serial-if00-port0');
  const { code, said, summary } = await examine(machine, {});
  expect(reader.asked).toEqual([]);
  expect(said).toContain('npm run doctor -- --write kiosk.yaml');
  expect([code, summary]).toEqual([0, '共 1 项：好 1，注意 0，不对 0。没有不对的地方。']);
});

it('says what is wrong in a file that the agent cannot read', async () => {
  writeFileSync(file, 'kiosk: { id: a-1, name: 甲 }\nserver: { urll: "http://127.0.0.1:9" }\n');
  const { code, said } = await examine(new FakeMachine(), { settings: file });
  expect(said).toContain('不对  设置文件  linli 读不懂');
  expect(said.replaceAll(/\s+/gu, ' ')).toContain('did you mean "url"?');
  expect(code).toBe(2);
});
