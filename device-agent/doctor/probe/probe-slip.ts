/** Asks a slip printer how it is and what it is. */
import type { Duplex } from 'node:stream';
import { LineFault } from '#printers/escpos/line/line-fault.ts';
import { SlipLine } from '#printers/escpos/line/slip-line.ts';
import { type PrinterInformation, printerInformation } from '#printers/escpos/printer-information.ts';
import type { Condition } from '../../contract/messages.ts';
import { letGo } from '../../lines/closing.ts';
import { openSerial } from '../../ports.ts';

/** Those at which slip printers are delivered, the likeliest first. */
export const SLIP_SPEEDS = [115200, 9600, 19200, 38400, 57600] as const;

export interface ProbedSlip extends PrinterInformation {
  readonly conditions: readonly Condition[];
}

/** Undefined when nothing there answers as a slip printer. @throws Error when the port cannot be opened */
export async function probeSlip(
  line: { readonly path: string; readonly baud: number },
  answerWithinMs = 500,
): Promise<ProbedSlip | undefined> {
  const port: Duplex = await openSerial(line);
  const printer = new SlipLine(port, { answerWithinMs });
  try {
    const conditions = await printer.conditions();
    return { conditions, ...(await printerInformation(port, conditions, answerWithinMs)) };
  } catch (fault) {
    if (!(fault instanceof LineFault)) throw fault;
    return undefined;
  } finally {
    await letGo(port);
  }
}
