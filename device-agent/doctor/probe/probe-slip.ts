/** Asks a slip printer how it is and what it is. */
import { join } from 'node:path';
import type { Reading } from '#printers/escpos/line/conditions.ts';
import { LineFault } from '#printers/escpos/line/line-fault.ts';
import { SlipLine } from '#printers/escpos/line/slip-line.ts';
import { type PrinterInformation, printerInformation } from '#printers/escpos/printer-information.ts';
import type { Condition } from '../../contract/messages.ts';
import { letGo } from '../../lines/closing.ts';
import type { Line } from '../../lines/line.ts';
import { slipLineOf } from '../../printing/lines/slip-line-of.ts';
import type { SlipWay } from '../../printing/lines/slip-settings.ts';

/** Those at which slip printers are delivered, the likeliest first. */
export const SLIP_SPEEDS = [115200, 9600, 19200, 38400, 57600] as const;

export interface ProbedSlip extends PrinterInformation {
  readonly conditions: readonly Condition[];
}

/** Undefined when nothing there answers as a slip printer. @throws Error when the line cannot be opened */
export async function probeSlip(
  line: Pick<Line, 'open'>,
  reading: Partial<Reading> = {},
  answerWithinMs = 500,
): Promise<ProbedSlip | undefined> {
  const port = await line.open();
  const printer = new SlipLine(port, { ...reading, answerWithinMs });
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

/** The line as the agent has it, on a machine whose files begin at another root. */
export function slipLineBelow(root: string, at: SlipWay): Line {
  switch (at.kind) {
    case 'serial':
      return slipLineOf({ ...at, path: join(root, at.path) });
    case 'usb':
      return slipLineOf({ ...at, node: join(root, at.node) });
    case 'tcp':
      return slipLineOf(at);
    default:
      return at satisfies never;
  }
}
