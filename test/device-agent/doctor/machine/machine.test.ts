import { expect, it } from 'vitest';
import { lookAtMachine } from '../../../../device-agent/doctor/machine/machine.ts';
import { usagesIn } from '../../../../device-agent/doctor/machine/report-descriptor.ts';
import { FakeMachine, KEYBOARD, MOUSE, SCANNER, VENDOR } from '../fake-machine.ts';

it('finds an adapter with its plug, its driver and the name that stays', () => {
  const machine = new FakeMachine();
  const plug = { vendor: '0403', product: '6001', name: 'FT232R USB UART' };
  const byId = 'usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0';
  machine.usbSerial('ttyUSB0', 'ftdi_sio', plug, { byId });
  const { serialPorts } = lookAtMachine(machine.place());
  expect(serialPorts).toMatchObject([
    {
      path: `/dev/serial/by-id/${byId}`,
      name: 'ttyUSB0',
      driver: 'ftdi_sio',
      usb: { vendorId: 0x0403, productId: 0x6001, product: 'FT232R USB UART' },
      leftAlone: undefined,
    },
  ]);
});

it('finds a chip on the board by its own driver, and passes over places without a chip and virtual terminals', () => {
  const machine = new FakeMachine();
  machine.uart('ttyS0', 4);
  machine.uart('ttyS1', 0);
  machine.write('sys/class/tty/tty1/dev', '4:1\n');
  const { serialPorts } = lookAtMachine(machine.place());
  expect(serialPorts.map(({ path, driver }) => [path, driver])).toEqual([['/dev/ttyS0', 'serial']]);
});

it('leaves the console and the modem alone', () => {
  const machine = new FakeMachine();
  machine.uart('ttyS0');
  machine.write('proc/consoles', 'ttyS0                -W- (EC  p a)    4:64\n');
  machine.usbSerial('ttyUSB0', 'option', { vendor: '2c7c', product: '0125' });
  machine.usbSerial('ttyUSB1', 'generic', { vendor: '1199', product: '68a2' });
  machine.face('sys/devices/pci0000:00/0000:00:14.0/usb1/1-2', 8, 'qmi_wwan');
  const { serialPorts } = lookAtMachine(machine.place());
  expect(serialPorts.map(({ leftAlone }) => leftAlone)).toEqual(['console', 'modem', 'modem']);
});

it('finds HID devices with plug, name and what they are for', () => {
  const machine = new FakeMachine();
  machine.hidraw('hidraw0', { vendor: '0483', product: '572b', name: 'DK26ME', serial: '77' }, VENDOR);
  const { hidNodes } = lookAtMachine(machine.place());
  expect(hidNodes).toMatchObject([
    {
      path: '/dev/hidraw0',
      vendorId: 0x0483,
      productId: 0x572b,
      product: 'DK26ME',
      serialNumber: '77',
      driver: 'hid-generic',
      usages: [{ page: 0xff00, usage: 1 }],
    },
  ]);
});

it('finds USB printers and what they say they understand', () => {
  const machine = new FakeMachine();
  const id = 'MFG:EPSON;CMD:ESC/POS,ESCPR1;MDL:TM-T82III;CLS:PRINTER;';
  machine.usbPrinter('lp0', { vendor: '04b8', product: '0e28', name: 'TM-T82III' }, id);
  expect(lookAtMachine(machine.place()).usbPrinters).toMatchObject([
    { path: '/dev/usb/lp0', driver: 'usblp', languages: ['ESC/POS', 'ESCPR1'], usb: { productId: 0x0e28 } },
  ]);
});

it('finds nothing on a machine without any of these folders', () => {
  expect(lookAtMachine(new FakeMachine().place())).toEqual({
    serialPorts: [],
    hidNodes: [],
    usbPrinters: [],
    usbDevices: [],
  });
});

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

it.each([
  ['a keyboard', KEYBOARD, [{ page: 0x01, usage: 0x06 }]],
  ['a mouse, whose inner collection is no device', MOUSE, [{ page: 0x01, usage: 0x02 }]],
  ['a scanner', SCANNER, [{ page: 0x8c, usage: 0x02 }]],
  [
    'two devices in one',
    `${KEYBOARD}${SCANNER}`,
    [
      { page: 0x01, usage: 0x06 },
      { page: 0x8c, usage: 0x02 },
    ],
  ],
  ['a usage with its page in four bytes', '0B 02 00 8C 00 A1 01 C0', [{ page: 0x8c, usage: 0x02 }]],
  ['nothing', '', []],
  ['half an item', '05 8C 09 02 A1', []],
  ['an item that promises more than there is', '07 01', []],
])('tells what %s is for', (_what, descriptor, usages) => {
  expect(usagesIn(hex(descriptor))).toEqual(usages);
});
