/**
 * The mouth of a kiosk printer: a slip that was cut waits in it to be taken, and can be drawn back. Commands and answers
 * after the manual of Custom's KPM210 (GS e, DLE EOT 20).
 */
import type { Trouble } from '../slip-printer-status.ts';

export const FULL_STATUS = 20;

export class Mouth {
  /** A slip waits to be taken. */
  isWaiting = false;
  /** How many slips it has drawn back. */
  retracted = 0;

  /** GS e n: 2 draws back, 3 presents, 5 throws out. */
  obey(n: number): void {
    if (n === 2 && this.isWaiting) this.retracted += 1;
    if (n === 2 || n === 5) this.isWaiting = false;
  }

  /** `10 0F`, then paper, cover, errors that pass, errors that do not. */
  fullStatus({ paper, coverOpen, jam, nearEnd = false, cutterFails = false }: Trouble): Buffer {
    const paperByte = (paper ? 0 : 0x01) | (nearEnd ? 0x04 : 0) | (this.isWaiting ? 0x20 : 0);
    return Buffer.of(0x10, 0x0f, paperByte, coverOpen ? 0x02 : 0, jam ? 0x40 : 0, cutterFails ? 0x01 : 0);
  }
}
