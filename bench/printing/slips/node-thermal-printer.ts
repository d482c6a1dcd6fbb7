import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { CODE, NOTE, PAIRS, TITLE } from './slip.ts';

/** Never connected to: only what it would send is of interest. */
const NOWHERE = 'tcp://127.0.0.1:1';

export async function nodeThermalPrinterSlip(): Promise<Buffer> {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: NOWHERE,
    characterSet: CharacterSet.CHINA,
    width: 48,
  });
  printer.alignCenter();
  printer.setTextQuadArea();
  printer.bold(true);
  printer.println(TITLE);
  printer.bold(false);
  printer.setTextNormal();
  printer.alignLeft();
  printer.drawLine();
  for (const [name, value] of PAIRS) printer.leftRight(name, value);
  printer.drawLine();
  printer.println(NOTE);
  printer.alignCenter();
  printer.printQR(CODE, { cellSize: 6, correction: 'M' });
  printer.cut();
  return printer.getBuffer() ?? Buffer.alloc(0);
}
