/** What the technician does about a device that cannot be used, beyond what every member of staff is told. */
import type { Condition } from '../contract/messages.ts';
import { PortFault, sentenceOf } from '../port-fault.ts';
import type { Unsupported } from '../readers/lines/hid/known-hid-readers.ts';
import type { ReaderSettings } from '../settings.ts';
import type { Finding, Mend } from './finding.ts';
import type { Permission, Place } from './machine/device-node.ts';
import type { Holder } from './machine/holders.ts';
import { attribute } from './machine/sysfs.ts';

type Said = Pick<Finding, 'says' | 'mend'>;

/** Of a reader that is there and silent, after every speed or framing was tried. */
export const MEND_SILENT_READER: Readonly<Record<ReaderSettings['kind'], Mend>> = {
  serial: { todo: '各种波特率都试过了。看读卡器的电源；还不回话，就不是这种协议，要换一台' },
  hid: { todo: '各种封装都试过了：这个型号的通信方式没有公开。换串口型号，或别的读卡器' },
  tcp: { todo: '看串口服务器：波特率和读卡器一样（多半 115200），透明传输，没有别人连着' },
};

/** What only the technician can do about a printer, beside the words for staff. */
export const MEND_PRINTER: Readonly<Partial<Record<Condition, Mend>>> = {
  offline: { todo: '看电源和线；再和打印机自检页对一对，地址或波特率是不是一样' },
};

export const UNSUPPORTED_READER: Readonly<Record<Unsupported, Said>> = {
  vendor_class: {
    says: '这种接法用不了：它既不是串口，也不是 HID',
    mend: { todo: '问供应商能不能切成串口方式；不能就换串口型号或 HID 读卡器' },
  },
  awaits_firmware: {
    says: '在等固件（DFU），现在读不了卡',
    mend: { todo: '拔下来，不按任何键再插上；还是这样，找供应商' },
  },
};

/** It takes what is sent, and what was asked is not answered: nobody would learn that its paper is out. */
export const SILENT_SLIP: Readonly<Record<'tcp' | 'usb', Said>> = {
  tcp: {
    says: '连上了，可是小票机不回话',
    mend: { todo: '看打印机开着没有，地址是不是它的；中间有打印服务器的，要能把回话传回来' },
  },
  usb: {
    says: '小票机只收不答：没有开机，或者它的 USB 是单向的',
    mend: { todo: '看电源。开着还不回话，这样接不能用：缺纸、卡纸它都说不出来。换串口线，或换双向的型号' },
  },
};
export const MEND_SLIP_ADDRESS: Said = {
  says: '连不上这个地址',
  mend: { todo: '看网线和电源；地址和打印机自检页对一对，端口多半是 9100；一台打印机只接一个程序' },
};
export const NO_PRINTER_NODE: Said = {
  says: '没有这个设备',
  mend: { todo: '看线和电源；CUPS 里有它的队列（usb://）就会把它拿走，删掉那个队列', run: 'lpstat -v' },
};
/** The kernel's driver shows it, and its interface has no way back (USB printer class 1.1, bInterfaceProtocol 1). */
export const ONE_WAY_PRINTER: Said = {
  says: '小票机的 USB 是单向的，缺纸也说不出来，不能用',
  mend: { todo: '换串口线，或在打印机的设置里打开虚拟串口（VCOM），或换双向的型号' },
};
export const USB_PAGE_PRINTER: Said = {
  says: 'A4 打印机接在 USB 上，要经过 IPP 才能用',
  mend: {
    todo: '装 ipp-usb，再把 ipp://127.0.0.1:60000/ipp/print 写进 printers.page.url',
    run: 'sudo apt install ipp-usb',
  },
};

export const MISSING_LIBRARY: Said = {
  says: '缺 libusb 或 libudev，HID 设备打不开',
  mend: { todo: '装上这两个库', run: 'sudo apt install libusb-1.0-0 libudev1' },
};

const INSTALLED_RULES = 'etc/udev/rules.d/70-linli.rules';
const INSTALL_RULES = [
  'sudo cp deploy/70-linli.rules /etc/udev/rules.d/',
  'sudo udevadm control --reload',
  'sudo udevadm trigger',
].join('\n');

/** How a user gets into a device: by its group, or where no group may, by our rules for udev. */
export function noPermission({ group, says }: Permission, { root, user }: Place): Said {
  return { says: `用户 ${user.name} 打不开（${says}）`, mend: mendPermission(group, root, user.name) };
}

function mendPermission(group: string | undefined, root: string, user: string): Mend {
  if (group !== undefined && group !== 'root')
    return {
      todo: `把用户 ${user} 加进组 ${group}，再重新登录（或重启机器）`,
      run: `sudo usermod -aG ${group} ${user}`,
    };
  if (attribute(root, INSTALLED_RULES) === undefined)
    return { todo: '装上设备规则（先有组 linli，见 deploy/README.md）', run: INSTALL_RULES };
  return { todo: '规则装了：拔下来再插上。还不行，就是规则里没有这个型号，照样子加一行' };
}

/** Programs that are known to take serial ports of their own accord. */
const MEDDLERS: ReadonlyMap<string, Mend> = new Map([
  ['ModemManager', { todo: '它会去试每个串口，关掉它', run: 'sudo systemctl disable --now ModemManager' }],
  ['brltty', { todo: '它把串口当成盲文机，卸掉它', run: 'sudo apt remove brltty' }],
]);

/** A device that somebody uses is not examined: it is not broken, and our questions would be heard as theirs. */
export function inUse({ program, pid, isAgent }: Omit<Holder, 'pid'> & { pid: number | undefined }): Said {
  const who = pid === undefined ? `${program} ` : `${program}（进程 ${pid}）`;
  if (isAgent)
    return { says: `${who}正在用它，这次没有检查`, mend: { todo: '要检查，先停掉 linli 再运行一次' } };
  const mend = MEDDLERS.get(program) ?? { todo: '看看是什么程序，停掉它', run: `ps -fp ${pid}` };
  return { says: `被别的程序占着：${who.trimEnd()}`, mend };
}

export const NO_SUCH_DEVICE: Said = {
  says: '没有这个设备',
  mend: { todo: '看线有没有插好；插好了再看名字，用这里的', run: 'ls -l /dev/serial/by-id' },
};
export const NOT_A_DEVICE: Said = {
  says: '这不是设备',
  mend: { todo: '路径写错了；用这里的名字', run: 'ls -l /dev/serial/by-id' },
};
export const NOT_PLUGGED_IN: Said = {
  says: '没有插着这个型号的设备',
  mend: { todo: '看线有没有插好；再把 vendorId、productId 和这里的对一对', run: 'lsusb' },
};
/** It is plugged in, and shows the system another face than the agent's line needs. */
export const NO_FACE: Readonly<Record<'reader' | 'scanner', Said>> = {
  reader: {
    says: '插着，可它只当键盘用',
    mend: { todo: '键盘式读卡器只报卡号，读不了身份证：换一台' },
  },
  scanner: {
    says: '插着，但不是 HID-POS 方式',
    mend: { todo: '照它的说明书扫 HID-POS 的设置码；要它当键盘用，就删掉 scanner 这一段' },
  },
};

/** The technician is another user than the agent. */
export const WE_MAY_NOT: Said = {
  says: 'linli 能打开，你现在的用户不能，这次没有检查',
  mend: { todo: '用 sudo 再运行一次', run: 'sudo npm run doctor' },
};

const NODES = { serial: '/dev/tty*', hid: '/dev/hidraw*', usb: '/dev/usb/lp*' } as const;

/** `thrown` by opening a line. */
export function doesNotOpen(kind: ReaderSettings['kind'] | 'usb', thrown: unknown): Said {
  if (kind === 'tcp')
    return {
      says: '连不上这个地址',
      mend: { todo: '看网线、地址和端口；串口服务器设成 TCP 服务端、透明传输' },
    };
  const code = thrown instanceof PortFault ? thrown.code : 'not_opened';
  switch (code) {
    case 'library_missing':
      return MISSING_LIBRARY;
    case 'locked':
      return {
        says: '被别的程序占着',
        mend: { todo: '看看是什么程序，停掉它', run: `sudo lsof ${NODES[kind]}` },
      };
    case 'gone':
    case 'not_opened':
      return { says: '打不开', mend: { todo: `拔下来再插上；还不行请报修（${sentenceOf(thrown)}）` } };
    default:
      return code satisfies never;
  }
}

export const NOT_A_PRINTER: Said = {
  says: '这个地址有回答，但不是打印机',
  mend: { todo: '多半是路径不对：常见的是 /ipp/print；CUPS 的队列是 /printers/名字' },
};
export const NO_PDF: Said = {
  says: '不收 PDF，打不了证明',
  mend: { todo: '在 CUPS 里给它建一个队列，把 url 写成 ipp://127.0.0.1/printers/名字；或换收 PDF 的打印机' },
};
export const NO_DECODER: Said = {
  says: '没有这个程序，或不能运行，卡上的照片显示不出来',
  mend: { todo: '改 reader.photoDecoder，或给它执行权限（chmod +x）；不要照片就删掉这一行' },
};
export const NO_SERVER: Said = {
  says: '连不上',
  mend: { todo: '看网线、路由器和 server.url；服务器上看 linli 是否在运行' },
};

/** Of a machine of which no settings say what should hang on it. */
export const NOTHING_FOUND: Said = {
  says: '没有找到串口、HID 设备和 USB 打印机',
  mend: { todo: '看线有没有插好；虚拟机要先把 USB 设备接进来', run: 'lsusb' },
};
