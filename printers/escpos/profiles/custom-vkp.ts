import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

const GS_E = [0x1d, 0x65];
const FULL_STATUS = Buffer.of(0x10, 0x04, 20);
/** Before four bytes, of which the first is the paper's. */
const HEAD = [0x10, 0x0f];
const TICKET_AT_OUTPUT = 0x20;
/** Steps of about 7 mm on the models of 80 mm; others of the maker step otherwise. */
const STEPS_TO_BE_TAKEN = 12;

/** Kiosk printers with an ejector. It draws back only where the printer's own settings allow it. */
export const profile: SlipProfile = {
  ...plain,
  name: 'custom-vkp',
  presenter: {
    ask: FULL_STATUS,
    answerBytes: 6,
    isWaiting: ([first, second, paper = TICKET_AT_OUTPUT]) =>
      first !== HEAD[0] || second !== HEAD[1] || (paper & TICKET_AT_OUTPUT) !== 0,
    present: Buffer.of(...GS_E, 3, STEPS_TO_BE_TAKEN),
    retract: Buffer.of(...GS_E, 2),
  },
  source:
    'Custom, manual of KPM210 (DLE EOT 20, GS e), whose commands VKP80 shares; the length of a step from Pyramid’s ' +
    'reference of the same command; not tried on the machine itself',
};
