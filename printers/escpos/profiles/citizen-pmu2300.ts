import type { SlipProfile } from '../profile.ts';
import { profile as plain } from './plain.ts';

const DLE_EOT_PAPER = Buffer.of(0x10, 0x04, 4);
const NO_PAPER_IN_MOUTH = 0x40;
const GS_R = [0x1d, 0x52];

/** GS a is left alone: it tells the paper in the mouth by a bit that elsewhere means paper end. */
export const profile: SlipProfile = {
  ...plain,
  name: 'citizen-pmu2300',
  paperEndBits: 0x20,
  presenter: {
    ask: DLE_EOT_PAPER,
    answerBytes: 1,
    isWaiting: ([paper = NO_PAPER_IN_MOUTH]) => (paper & NO_PAPER_IN_MOUTH) === 0,
    /** It presents by itself, and would draw the slip in again after 5 s: 0 leaves that to us. */
    present: Buffer.of(...GS_R, 0x31, 0),
    retract: Buffer.of(...GS_R, 0x30),
  },
  source:
    'Citizen, command reference, chapters of PMU2300III (DLE EOT 4, GS R 0, GS R 1); not tried on the machine itself',
};
