/** What can happen to a slip printer and its agent while a slip is printed. */
import type { Random } from '../random.ts';
import type { SlipFarEnd } from './far-end.ts';

/** Whom a fault can lay hands on. */
export interface Scene {
  readonly printer: SlipFarEnd;
  readonly random: Random;
  /** SIGKILL; the next life begins on the files of this moment. */
  killAgent(): void;
  endVisit(): void;
}

export interface SlipFault {
  readonly kind: string;
  readonly strike: (scene: Scene) => void;
  /** The byte it strikes is lost; then only bytes from the printer are struck. */
  readonly swallowsAnswer?: true;
  /** What somebody does when the screen says that the job waits or is blocked. */
  readonly hand?: (scene: Scene, told: 'waiting' | 'blocked') => void;
  /** All is well again in time: whoever has not begun the slip must print it. */
  readonly passes: boolean;
  /** The printer is told to forget the slip, so nothing of it may come out after its end. */
  readonly isCalledOff?: true;
  /** A line on which bytes appear that nobody sent: no evidence on it is above doubt. */
  readonly isNoisy?: true;
  /** The agent can only wait it out: its limits are short, so that the run is. */
  readonly isSilent?: true;
}

const leave = (scene: Scene) => scene.endVisit();
/** Whoever has a part of the slip may have to be given up by the agent itself. */
const leaveUnlessBegun = (scene: Scene) => {
  if (scene.printer.begun === 0) scene.endVisit();
};
const XON_AFTER_MS = 5;

export const SLIP_FAULTS: readonly SlipFault[] = [
  {
    kind: 'power_cut',
    strike: ({ printer }) => cutPower(printer),
    hand: leaveUnlessBegun,
    passes: false,
    isSilent: true,
  },
  { kind: 'power_blink', strike: ({ printer }) => printer.lapse(), passes: true, isSilent: true },
  {
    kind: 'power_back',
    strike: ({ printer }) => cutPower(printer),
    hand: ({ printer }) => {
      printer.isMute = false;
    },
    passes: true,
    isSilent: true,
  },
  {
    kind: 'paper_filled',
    strike: ({ printer }) => printer.emptyPaper(),
    hand: ({ printer }) => printer.fillPaper(),
    passes: true,
  },
  {
    kind: 'paper_left',
    strike: ({ printer }) => printer.emptyPaper(),
    hand: leave,
    passes: false,
    isCalledOff: true,
  },
  {
    kind: 'cover_shut',
    strike: ({ printer }) => printer.openCover(),
    hand: ({ printer }) => printer.closeCover(),
    passes: true,
  },
  {
    kind: 'cable_torn',
    strike: ({ printer }) => printer.cable.tear(true),
    hand: leaveUnlessBegun,
    passes: false,
  },
  { kind: 'cable_back', strike: ({ printer }) => printer.cable.tear(false), passes: true },
  {
    kind: 'xoff_xon',
    strike: ({ printer }) => {
      printer.hold();
      setTimeout(printer.goOn, XON_AFTER_MS);
    },
    passes: true,
  },
  {
    kind: 'xoff_for_ever',
    strike: ({ printer }) => printer.hold(),
    hand: leaveUnlessBegun,
    passes: false,
    isCalledOff: true,
    isSilent: true,
  },
  { kind: 'agent_killed', strike: (scene) => scene.killAgent(), passes: true },
  {
    kind: 'kiosk_power_cut',
    strike: (scene) => {
      scene.printer.lapse();
      scene.killAgent();
    },
    passes: true,
  },
  { kind: 'answer_lost', strike: () => {}, swallowsAnswer: true, passes: true, isSilent: true },
  {
    kind: 'noise',
    strike: ({ printer, random }) => printer.cable.interject(random(256)),
    passes: true,
    isNoisy: true,
    isSilent: true,
  },
];

/** Not at a byte but at a step of the spool. */
export const KILLED_AT_STEP: SlipFault = { kind: 'agent_killed_at_step', strike: () => {}, passes: true };
function cutPower(printer: SlipFarEnd): void {
  printer.lapse();
  printer.isMute = true;
}
