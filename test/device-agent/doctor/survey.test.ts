import { expect, it } from 'vitest';
import { lookAtMachine } from '../../../device-agent/doctor/machine/machine.ts';
import { linesOf } from '../../../device-agent/doctor/report.ts';
import { survey } from '../../../device-agent/doctor/survey.ts';
import { FakeMachine, KEYBOARD, MOUSE, SCANNER, VENDOR } from './fake-machine.ts';

const FTDI = { vendor: '0403', product: '6001', name: 'FT232R USB UART' };
const DK = { vendor: '0483', product: '572b', name: 'DK26ME' };

/** What the technician reads, without the heading. */
function told(machine: FakeMachine): string {
  const place = machine.place();
  return survey(lookAtMachine(place), place).flatMap(linesOf).join('\n');
}

it('tells path, plug and driver of a port, and the command that opens it to the agent', () => {
  const machine = new FakeMachine();
  machine.usbSerial('ttyUSB0', 'ftdi_sio', FTDI, { byId: 'usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0' });
  expect(told(machine)).toBe(`\
注意  串口  FT232R USB UART：用户 linli 打不开（0660，组 dialout）
      /dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0
      0403:6001  驱动 ftdi_sio  /dev/ttyUSB0  0660，组 dialout
      怎么办：把用户 linli 加进组 dialout，再重新登录（或重启机器）
              sudo usermod -aG dialout linli`);
});

it('finds nothing to mend when the agent is in the group', () => {
  const machine = new FakeMachine();
  machine.groups('dialout', ['linli']);
  machine.usbSerial('ttyUSB0', 'ftdi_sio', FTDI);
  expect(told(machine)).toBe(`\
好    串口  FT232R USB UART
      0403:6001  驱动 ftdi_sio  /dev/ttyUSB0  0660，组 dialout`);
});

it('gives one command for four ports with the same trouble', () => {
  const machine = new FakeMachine();
  for (const tty of ['ttyUSB0', 'ttyUSB1', 'ttyUSB2', 'ttyUSB3']) machine.usbSerial(tty, 'ch341', FTDI);
  expect(told(machine).match(/sudo usermod/gu)).toHaveLength(1);
  expect(told(machine).match(/怎么办：同上/gu)).toHaveLength(3);
});

it('says that the vendor-class reader cannot be used, and the way out', () => {
  const machine = new FakeMachine();
  machine.usb({ vendor: '0400', product: 'c35a', name: 'USBIDR' });
  expect(told(machine)).toBe(`\
不对  读卡器  这种接法用不了：它既不是串口，也不是 HID
      0400:c35a  USBIDR
      怎么办：问供应商能不能切成串口方式；不能就换串口型号或 HID 读卡器`);
});

it('gives the rules for udev for a reader that only root may open', () => {
  const machine = new FakeMachine();
  machine.groups('root', []);
  machine.hidraw('hidraw0', DK, VENDOR);
  expect(told(machine)).toBe(`\
注意  读卡器  德科 DK26ME / DK200ZK：用户 linli 打不开（0600，组 root）
      0483:572b  驱动 hid-generic  /dev/hidraw0  0600，组 root
      reader: { kind: hid, vendorId: 0x0483, productId: 0x572b }
      怎么办：装上设备规则（先有组 linli，见 deploy/README.md）
              sudo cp deploy/70-linli.rules /etc/udev/rules.d/
              sudo udevadm control --reload
              sudo udevadm trigger`);
  machine.write('etc/udev/rules.d/70-linli.rules', '');
  expect(told(machine)).toContain('怎么办：规则装了：拔下来再插上。');
});

it('tells scanner, keyboard and unknown apart, and passes over the mouse', () => {
  const machine = new FakeMachine();
  machine.groups('linli', ['linli']);
  machine.hidraw('hidraw0', { vendor: '0c2e', product: '0b07', name: 'Scanner' }, SCANNER, { mode: 0o660 });
  machine.hidraw('hidraw1', { vendor: '1a2c', product: '0e24', name: 'USB Keyboard' }, KEYBOARD);
  machine.hidraw('hidraw2', { vendor: '1234', product: '0001', name: 'Somebody' }, VENDOR);
  machine.hidraw('hidraw3', { vendor: '046d', product: 'c077', name: 'Mouse' }, MOUSE);
  expect(told(machine)).toBe(`\
好    扫码器  Scanner
      0c2e:0b07  驱动 hid-generic  /dev/hidraw0  0660，组 linli
      scanner: { kind: hid, vendorId: 0x0c2e, productId: 0x0b07 }
好    键盘类  USB Keyboard
      1a2c:0e24  驱动 hid-generic  /dev/hidraw1  0600，组 linli
      键盘式扫码器不用写进 kiosk.yaml；键盘式读卡器只报卡号，读不了身份证
好    HID  Somebody
      1234:0001  驱动 hid-generic  /dev/hidraw2  0600，组 linli
      厂商自定义；如果是读卡器，可以试：
      reader: { kind: hid, vendorId: 0x1234, productId: 0x0001 }`);
});

it('tells a slip printer on USB from a page printer, what to write for it, and who may not open it', () => {
  const machine = new FakeMachine();
  machine.groups('lp', []);
  const slip = { vendor: '04b8', product: '0e28', name: 'TM-T82III' };
  machine.usbPrinter('lp0', slip, 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T82III;');
  expect(told(machine)).toBe(`\
注意  打印机  TM-T82III：用户 linli 打不开（0660，组 lp）
      04b8:0e28  驱动 usblp  /dev/usb/lp0  0660，组 lp
      自报的打印语言：ESC/POS
      slip: { kind: escpos, node: /dev/usb/lp0 }
      怎么办：把用户 linli 加进组 lp，再重新登录（或重启机器）
              sudo usermod -aG lp linli`);
  machine.usbPrinter('lp1', { vendor: '03f0', product: '0f2a' }, 'MFG:HP;MDL:LaserJet;CMD:PCL,PDF;');
  expect(told(machine)).toContain('自报的打印语言：PCL、PDF');
  expect(told(machine)).toContain('sudo apt install ipp-usb');
});

it('says of a slip printer whose USB has no way back that it cannot be used', () => {
  const machine = new FakeMachine();
  machine.groups('lp', ['linli']);
  const slip = { vendor: '0416', product: '5011', name: 'POS58 USB Printer' };
  machine.usbPrinter('lp0', slip, 'MFG:STM;CMD:ESC/POS;MDL:POS58;', { isOneWay: true });
  expect(told(machine)).toContain('POS58 USB Printer：小票机的 USB 是单向的，缺纸也说不出来，不能用');
  expect(told(machine)).not.toContain('slip: {');
});

it('names the program that took a port, and how to be rid of it', () => {
  const machine = new FakeMachine();
  machine.groups('dialout', ['linli']);
  machine.usbSerial('ttyACM0', 'cdc_acm', FTDI);
  machine.program(812, 'ModemManager', [], '/dev/ttyACM0');
  expect(told(machine)).toContain('被别的程序占着：ModemManager（进程 812）');
  expect(told(machine)).toContain('sudo systemctl disable --now ModemManager');
});

it('does not call a port in use by the agent broken', () => {
  const machine = new FakeMachine();
  machine.usbSerial('ttyUSB0', 'ftdi_sio', FTDI);
  machine.program(812, 'node', ['device-agent/main.ts'], '/dev/ttyUSB0');
  expect(told(machine)).toContain('好    串口  FT232R USB UART：linli（进程 812）正在用');
});

it('misses the library of HID devices only where there is such a device', () => {
  const machine = new FakeMachine();
  machine.write('etc/ld.so.cache', 'libc.so.6\0/lib/x86_64-linux-gnu/libc.so.6\0');
  expect(told(machine)).toBe('');
  machine.hidraw('hidraw0', DK, VENDOR);
  expect(told(machine)).toContain('sudo apt install libusb-1.0-0 libudev1');
  machine.write('etc/ld.so.cache', 'libusb-1.0.so.0\0libudev.so.1\0');
  expect(told(machine)).not.toContain('libusb');
});

it('keeps control characters of a device out of the terminal', () => {
  const machine = new FakeMachine();
  machine.groups('dialout', ['linli']);
  machine.usbSerial('ttyUSB0', 'ftdi_sio', { ...FTDI, name: 'evil\u001b[2J\u0007name' });
  expect(told(machine)).toContain('串口  evil[2Jname');
});
