/** Looks at each device that kiosk.yaml names, by the drivers that the agent itself uses. */
import { blockingOf, type PrinterDriver, type PrinterStatus } from '#printers/contract.ts';
import { escposSlipDriver } from '#printers/escpos/slip-driver.ts';
import { ippPageDriver } from '#printers/ipp/page-driver.ts';
import { CardStation } from '../card/card-station.ts';
import { staffConditions, staffFaults } from '../contract/staff-words.ts';
import { openSerial } from '../ports.ts';
import { lineOf } from '../readers/lines/line-of.ts';
import type { KioskSettings, ReaderSettings } from '../settings.ts';
import { MEND_PRINTER, MEND_READER, mendPath } from './mends.ts';

/** What was found of one device, in words for staff. */
export interface Finding {
  readonly verdict: 'good' | 'warning' | 'wrong';
  readonly device: string;
  readonly says: string;
  readonly mend?: string | undefined;
}

/** A SAM module that was just powered, at the last of five speeds, has answered by then. */
const READER_WITHIN_MS = 12_000;
const SERVER_WITHIN_MS = 3000;

export async function examine({ reader, printers, server }: KioskSettings): Promise<Finding[]> {
  const { page, slip } = printers;
  const findings = [
    reader ? await examineReader(reader) : absent('读卡器'),
    page ? await examinePrinter('A4 打印机', ippPageDriver({ url: page.url })) : absent('A4 打印机'),
    slip ? await examineSlip(slip) : absent('小票机'),
    await examineServer(server.url),
  ];
  return findings;
}

const absent = (device: string): Finding => ({
  verdict: 'warning',
  device,
  says: '设置文件里没有写，当作没有这台设备',
});

async function examineReader(reader: ReaderSettings): Promise<Finding> {
  const line = lineOf(reader);
  const device = `读卡器 ${line.name}`;
  const blocked = reader.kind === 'serial' ? await mendPath(reader.path) : undefined;
  if (blocked) return { verdict: 'wrong', device, ...blocked };
  const station = new CardStation({ line });
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, READER_WITHIN_MS);
  station.onChange(({ device: { state } }) => state === 'ready' && resolve());
  station.start();
  await promise;
  clearTimeout(timer);
  const { device: found, samId } = station.view;
  await station.stop();
  if (found.state === 'ready')
    return { verdict: 'good', device, says: `能用，安全模块编号 ${samId ?? '没有报'}` };
  const fault = found.fault ?? 'reader_silent';
  return { verdict: 'wrong', device, says: staffFaults[fault], mend: MEND_READER[fault] };
}

async function examineSlip({ path, baud }: { path: string; baud: number }): Promise<Finding> {
  const device = `小票机 ${path}`;
  const blocked = await mendPath(path);
  if (blocked) return { verdict: 'wrong', device, ...blocked };
  return examinePrinter(device, escposSlipDriver({ open: () => openSerial({ path, baud }) }));
}

async function examinePrinter(device: string, driver: PrinterDriver): Promise<Finding> {
  const status = await driver.status();
  await driver.close();
  return { device, ...findingOf(status) };
}

function findingOf({ conditions, busy }: PrinterStatus): Omit<Finding, 'device'> {
  const [worst] = conditions;
  if (worst === undefined) return { verdict: 'good', says: busy ? '能用，正在打印' : '能用' };
  const verdict = blockingOf(conditions).length > 0 ? 'wrong' : 'warning';
  const says = conditions.map((condition) => staffConditions[condition]).join('');
  return { verdict, says, mend: MEND_PRINTER[worst] };
}

async function examineServer(url: string): Promise<Finding> {
  const device = `服务器 ${url}`;
  try {
    const { ok } = await fetch(new URL('/api/health', url), {
      signal: AbortSignal.timeout(SERVER_WITHIN_MS),
    });
    if (ok) return { verdict: 'good', device, says: '连得上' };
  } catch {
    // said below: whatever kept the answer away, what to do is the same
  }
  return {
    verdict: 'wrong',
    device,
    says: '连不上',
    mend: '看网线、路由器和 server.url；服务器上看 linli 是否在运行',
  };
}
