/** The mouth of a printer that presents its slips: whether a paper waits in it, and the way back into the machine. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SlipLine } from './line/slip-line.ts';
import type { Presenter } from './profile.ts';

/** Throws LineFault: nobody knows then, and nothing may be printed onto what may be there. */
export async function paperWaiting(
  line: SlipLine,
  { ask, answerBytes, isWaiting }: Presenter,
  withinMs?: number,
): Promise<boolean> {
  return isWaiting(await line.askPlainly(ask, answerBytes, withinMs));
}

/** The question may stand behind the motor: it is answered when the paper is in. */
interface RetractPatience {
  readonly withinMs: number;
  readonly pollMs: number;
}

/**
 * True when a paper waited and does not wait any more; a hand that was quicker than the motor looks the same. Throws
 * LineFault.
 */
export async function retract(
  line: SlipLine,
  presenter: Presenter,
  { withinMs, pollMs }: RetractPatience,
): Promise<boolean> {
  if (presenter.retract === undefined || !(await paperWaiting(line, presenter))) return false;
  await line.write(presenter.retract);
  const until = performance.now() + withinMs;
  while (await paperWaiting(line, presenter, withinMs)) {
    if (performance.now() > until) return false;
    await sleep(pollMs);
  }
  return true;
}
