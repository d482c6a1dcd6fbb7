/** What a model needs around a slip. */
import { FEED_AND_CUT } from './encode.ts';
import { TELL_CHANGES } from './line/automatic-status.ts';
import type { Command } from './pieces.ts';
import type { SlipProfile } from './profile.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * After a slip of unknown fate: a cut, what was cut off drawn in where that can be done, and a question with nothing to
 * print before it. Its answer comes at once behind that to the cut, so an answer still owed to the former slip is used up
 * before the new one begins.
 */
export function clearanceFor({ presenter }: SlipProfile): Buffer[] {
  return [Buffer.concat([FEED_AND_CUT, presenter?.retract ?? NOTHING]), NOTHING];
}

/** ESC @, the first command, may end the automatic status (assumed: not every reference says). */
export function wrapped([begin, ...slip]: readonly Command[], profile: SlipProfile): Command[] {
  const { automaticStatus, presenter } = profile;
  const alone = (bytes: Buffer): Command[] => [{ bytes, resume: NOTHING }];
  return [
    ...(begin ? [begin] : []),
    ...(automaticStatus ? alone(TELL_CHANGES) : []),
    ...slip,
    ...(presenter?.present ? alone(presenter.present) : []),
  ];
}
