/** What a model of slip printer has and can do, where models differ. */
import type { Completion } from './acknowledgement.ts';
import type { Charset } from './ink/rom.ts';
import type { Reading } from './line/conditions.ts';

export interface SlipProfile extends Reading {
  /** As it stands in kiosk.yaml; the name of its file. */
  readonly name: string;
  /** Columns of font A: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
  /** What its ROM can draw. */
  readonly charset: Charset;
  /** `process_id` only for models known to have GS ( H: others print its bytes. */
  readonly completion: Completion;
  /** How many shapes it keeps that are sent with the slip (FS 2); 0: it does not know the command. */
  readonly userGlyphs: number;
  /** It prints dots sent as GS v 0. */
  readonly raster: boolean;
  /** It tells of changes by itself once it was asked to (GS a). */
  readonly automaticStatus: boolean;
  /** Undefined: the slip hangs at the cutter and nobody can say whether it was taken. */
  readonly presenter: Presenter | undefined;
  /** The manual this was taken from, and whether it was tried on the machine itself. */
  readonly source: string;
}

/** A mouth with a sensor and, in some models, a way back. */
export interface Presenter {
  /** The question, and how many bytes answer it. */
  readonly ask: Buffer;
  readonly answerBytes: number;
  isWaiting(answer: Buffer): boolean;
  /** Sent after the cut, where the model does not present by itself or would not leave the paper there. */
  readonly present: Buffer | undefined;
  readonly retract: Buffer | undefined;
}
