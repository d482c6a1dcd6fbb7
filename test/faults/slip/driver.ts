/** The product's slip driver, as a fault run opens it. */
import type { Duplex } from 'node:stream';
import type { PrinterDriver } from '#printers/contract.ts';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver, type SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import type { SlipVariant } from './far-end.ts';

export const LIMITS = {
  /** For a printer that is well again in time: a busy machine must not look like a silent printer. */
  patient: { answerWithinMs: 500, pollMs: 1, lostAfterMs: 2000, completeWithinMs: 10_000 },
  /** Where nothing will come, waiting long proves nothing. */
  hurried: { answerWithinMs: 150, pollMs: 1, lostAfterMs: 60, completeWithinMs: 250, heldAfterMs: 250 },
  /** For processes that have still to be loaded when they are asked. */
  unhurried: { answerWithinMs: 10_000, pollMs: 1, lostAfterMs: 10_000, completeWithinMs: 15_000 },
} as const;

export type DriverMaker = (
  open: () => Promise<Duplex>,
  variant: SlipVariant,
  limits: Partial<SlipDriverOptions>,
) => PrinterDriver;

export const realDriver: DriverMaker = (open, { completion }, limits) =>
  escposSlipDriver({ open, profile: { ...profile, completion }, ...limits });
