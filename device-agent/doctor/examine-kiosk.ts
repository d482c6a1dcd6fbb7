/** Looks at each device that kiosk.yaml names, by the lines and drivers that the agent itself uses. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hidName } from '../lines/usb-id.ts';
import type { KioskSettings, ScannerSettings } from '../settings.ts';
import { examineReader } from './examine-reader.ts';
import type { Finding } from './finding.ts';
import type { Place } from './machine/device-node.ts';
import { NO_DECODER, NO_SERVER } from './mends.ts';
import { doesAgentRun, obstacleAt } from './obstacle.ts';
import { obstacleOfHid } from './obstacle-of-hid.ts';
import { examinePage } from './printers/examine-page.ts';
import { examineSlip } from './printers/examine-slip.ts';
import type { ProbePatience } from './probe/probe-reader.ts';

/** A SAM module that was just powered, at the last of five speeds, has answered by then. */
const PATIENCE: ProbePatience = { untilMs: 6000 };
const SERVER_WITHIN_MS = 3000;

/** One after the other, each as soon as it is known: to ask a silent reader takes seconds. */
export async function* examineKiosk(
  { reader, printers, scanner, server, listen }: KioskSettings,
  place: Place,
  patience = PATIENCE,
): AsyncGenerator<Finding> {
  const agentRuns = await doesAgentRun(listen.port ?? 0);
  yield reader ? await examineReader(reader, { place, agentRuns, patience }) : absent('读卡器');
  yield printers.page ? await examinePage(printers.page) : absent('A4 打印机');
  yield printers.slip ? await examineSlip(printers.slip, { place, agentRuns }) : absent('小票机');
  if (scanner) yield examineScanner(scanner, place, agentRuns);
  if (reader?.photoDecoder) yield examineDecoder(reader.photoDecoder);
  yield await examineServer(server.url);
}

const absent = (device: string): Finding => ({
  verdict: 'warning',
  device,
  says: '设置文件里没有写，当作没有这台设备',
});

function examineScanner(scanner: ScannerSettings, place: Place, agentRuns: boolean): Finding {
  const device = '扫码器';
  const isSerial = scanner.kind === 'serial';
  const facts = [isSerial ? scanner.path : hidName(scanner)];
  const obstacle = isSerial
    ? obstacleAt(place, scanner.path, agentRuns)
    : obstacleOfHid('scanner', scanner, { place, agentRuns });
  if (obstacle) return { device, facts, ...obstacle };
  return { verdict: 'good', device, says: '有权限打开；扫一个码，看屏幕有没有反应', facts };
}

/** As a program is found by its name: where it says, or in the folders of PATH. */
function examineDecoder([program = '']: readonly string[]): Finding {
  const device = '照片解码';
  const folders = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const isThere = folders.some((folder) => isExecutable(join(folder, program)));
  const facts = [program];
  if (isThere) return { verdict: 'good', device, says: '程序在，可以运行', facts };
  return { verdict: 'wrong', device, facts, ...NO_DECODER };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function examineServer(url: string): Promise<Finding> {
  const named = { device: '服务器', facts: [url] };
  try {
    const { ok } = await fetch(new URL('/api/health', url), {
      signal: AbortSignal.timeout(SERVER_WITHIN_MS),
    });
    if (ok) return { verdict: 'good', says: '连得上', ...named };
  } catch {
    // said below: whatever kept the answer away, what to do is the same
  }
  return { verdict: 'wrong', ...NO_SERVER, ...named };
}
