/** For whoever installs a page printer: what stands at an address. */
import { Device } from './device.ts';
import type { PrinterDescription } from './told/description.ts';
import { IppFault } from './wire/client.ts';

export type { PrinterDescription };

/** Undefined when nothing there answers; without a state when what answers is no printer. @throws TypeError for an address that is none */
export async function describePrinter(
  url: string,
  answerWithinMs = 5000,
): Promise<PrinterDescription | undefined> {
  const device = new Device({ url, answerWithinMs });
  try {
    return await device.describe();
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return undefined;
  } finally {
    device.close();
  }
}
