/** For whoever installs a page printer: what stands at an address. */
import { Device } from './device.ts';
import type { PrinterDescription } from './told/description.ts';
import { IppFault } from './wire/client.ts';

/**
 * `no_answer`: nothing is there, or it is silent. `no_printer`: something else answers, or a printer of another path.
 * @throws TypeError for an address that is none
 */
export async function describePrinter(
  url: string,
  answerWithinMs = 5000,
): Promise<PrinterDescription | 'no_answer' | 'no_printer'> {
  const device = new Device({ url, answerWithinMs });
  try {
    const told = await device.describe();
    return told.state === undefined ? 'no_printer' : told;
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return fault.code === 'damaged_answer' ? 'no_printer' : 'no_answer';
  } finally {
    device.close();
  }
}
