/** What the technician does about a device that cannot be reached, beyond what every member of staff is told. */
import { access, constants, stat } from 'node:fs/promises';
import type { Fault } from '../contract/faults.ts';
import type { Condition } from '../contract/messages.ts';

/** A port that is there and does not open. */
const HELD = '别的程序（包括正在运行的 linli）占着时先停掉它';

/** What only the technician at the settings file can do about a reader, beside the words for staff. */
export const MEND_READER: Readonly<Partial<Record<Fault, string>>> = {
  reader_absent: HELD,
  reader_silent: '把 baud 写成 auto 再试；回的不是这种协议的读卡器用不了',
};

/** The same for a printer. */
export const MEND_PRINTER: Readonly<Partial<Record<Condition, string>>> = {
  offline: `看设置文件里的地址对不对；${HELD}`,
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
