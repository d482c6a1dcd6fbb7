/** What the technician does about each trouble. */
import { access, constants, stat } from 'node:fs/promises';
import type { Condition } from '#printers/contract.ts';
import type { Fault } from '../contract/faults.ts';

export const MEND_SILENCE = '看电源和线，baud 写成 auto 再试；回的不是这种协议的读卡器用不了';

export const MEND_READER: Readonly<Partial<Record<Fault, string>>> = {
  reader_absent: '看线有没有插好；别的程序（包括正在运行的 linli）占着这个口时先停掉它',
  reader_silent: MEND_SILENCE,
  reader_damaged_answer: '换一根短一点的线，离大功率电器远一点',
  reader_refused_command: '型号可能不对，请联系供应商',
  reader_error: '拔下来等 5 秒再插上',
  sam_failed: '安全模块自检不过，要换读卡器',
  sam_not_authorised: '安全模块没有授权，请联系供应商',
};

export const MEND_CONDITION: Readonly<Record<Condition, string>> = {
  offline: '看电源、线和地址；别的程序占着时先停掉它',
  cover_open: '合上盖子',
  jam: '打开盖子，取出卡住的纸，再合上',
  paper_out: '装纸',
  cutter_fault: '断电，清理切刀处的纸屑，再上电',
  toner_empty: '换墨粉盒',
  output_full: '拿走出纸口的纸',
  overheat: '等十分钟让它凉下来',
  device_fault: '断电等 5 秒再上电；还不行请联系供应商',
  paper_low: '纸快用完了，备好纸',
  toner_low: '墨粉快用完了，备好墨粉盒',
};

/** Why a serial device cannot even be opened; undefined when it can. */
export async function mendPath(path: string): Promise<{ says: string; mend: string } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    return { says: '没有这个设备', mend: '看线有没有插好；路径用 ls -l /dev/serial/by-id 里的名字' };
  }
  if (!found.isCharacterDevice())
    return { says: '这不是设备', mend: '路径写错了，用 /dev/serial/by-id 里的名字' };
  const mayUse = await access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (mayUse) return undefined;
  return {
    says: '没有权限',
    mend: `把运行 linli 的用户加进设备的组：sudo usermod -aG dialout 用户名，再重新登录`,
  };
}
