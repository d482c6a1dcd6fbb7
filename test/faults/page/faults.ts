/** What can happen to a page printer and its agent while a document is printed. */
import type { PageFarEnd } from './far-end.ts';

export interface Scene {
  readonly printer: PageFarEnd;
  /** SIGKILL; the next life begins on the files of this moment. */
  killAgent(): void;
  endVisit(): void;
}

export interface PageFault {
  readonly kind: string;
  readonly strike: (scene: Scene) => void;
  readonly hand?: (scene: Scene, told: 'waiting' | 'blocked') => void;
  /** It strikes after every so many bytes. */
  readonly stride: number;
  /** The printer only stands still for a while: whoever has not begun must wait for it. */
  readonly passes?: true;
  /** The printer forgets the job, or is never heard of again. */
  readonly silences?: true;
  /** The agent can only wait it out: its limits are short. */
  readonly isHopeless?: true;
  readonly isCalledOff?: true;
}

const leaveIfWaiting = (scene: Scene, told: 'waiting' | 'blocked') => {
  if (told === 'waiting') scene.endVisit();
};
const CABLE_BACK_AFTER_MS = 10;

/** Of the line and the power: at the bytes. */
export const WIRE_FAULTS: readonly PageFault[] = [
  { kind: 'connection_lost', strike: ({ printer }) => printer.wire.breakLines(), stride: 4 },
  { kind: 'agent_killed', strike: (scene) => scene.killAgent(), stride: 4 },
  { kind: 'printer_restarted', strike: ({ printer }) => restart(printer), stride: 4, silences: true },
  {
    kind: 'kiosk_power_cut',
    strike: (scene) => {
      restart(scene.printer);
      scene.killAgent();
    },
    stride: 8,
    silences: true,
  },
  {
    kind: 'power_cut',
    strike: ({ printer }) => {
      printer.wire.die();
      printer.powerBlink();
    },
    hand: leaveIfWaiting,
    stride: 24,
    silences: true,
    isHopeless: true,
  },
  {
    kind: 'cable_pulled',
    strike: ({ printer }) => printer.wire.die(),
    hand: leaveIfWaiting,
    stride: 24,
    silences: true,
    isHopeless: true,
  },
  {
    kind: 'cable_back',
    strike: ({ printer }) => {
      printer.wire.hold();
      setTimeout(() => printer.wire.flow(), CABLE_BACK_AFTER_MS);
    },
    stride: 24,
    passes: true,
  },
];

/** Of the paper path: printers differ in what they say of it. */
export const PAPER_FAULTS: readonly PageFault[] = [
  {
    kind: 'paper_filled',
    strike: ({ printer }) => printer.emptyTray(),
    hand: ({ printer }) => printer.fillTray(),
    stride: 64,
    passes: true,
  },
  {
    kind: 'paper_left',
    strike: ({ printer }) => printer.emptyTray(),
    hand: (scene) => scene.endVisit(),
    stride: 64,
    isCalledOff: true,
  },
  {
    kind: 'cover_shut',
    strike: ({ printer }) => printer.openCover(),
    hand: ({ printer }) => printer.closeCover(),
    stride: 64,
    passes: true,
  },
  {
    kind: 'jam_cleared',
    strike: ({ printer }) => printer.jam(),
    hand: ({ printer }) => printer.clearJam(),
    stride: 64,
    passes: true,
  },
];

/** Not at a byte but at a step of the spool. */
export const KILLED_AT_STEP: PageFault = { kind: 'agent_killed_at_step', strike: () => {}, stride: 1 };

function restart(printer: PageFarEnd): void {
  printer.powerBlink();
  printer.wire.breakLines();
}
