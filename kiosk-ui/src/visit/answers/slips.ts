/** A slip with what was read: asked for, printed, and back to where the resident was, whatever became of it. */
import type { NoticeIssued, NoticeWish } from '#server/contract/notices.ts';
import { MOST_TRIES } from '../../timing.ts';
import type { Refusal, Step, VisitEvent } from '../event.ts';
import { hasSlips, jobOf } from '../machine.ts';
import type { SlipFate } from '../places.ts';
import type { Readable, State, While } from '../state.ts';
import { isReadable } from '../time/watched.ts';
import { stay, to } from '../to.ts';
import { ordersOf } from './orders.ts';
import { isPassing } from './refusals.ts';

export function slipTapped(state: State, requestId: string): Step {
  if (!isReadable(state) || !hasSlips(state)) return stay(state);
  const about = aboutOf(state);
  const { session } = state;
  const slip = { at: 'slip', session, back: state, requestId, about, tries: 1, resting: false } as const;
  return stay(to(state, { ...slip, issued: undefined }), { type: 'ask_slip', requestId, about });
}

function aboutOf(read: Readable): NoticeWish['about'] {
  switch (read.at) {
    case 'proof':
      return { kind: 'proof', category: read.category };
    case 'ledger':
      return { kind: 'ledger' };
    default:
      return { kind: 'service', service: read.offer.service, answers: { ...read.answers } };
  }
}

export function slipAnswered(
  state: State,
  answer: Extract<VisitEvent, { type: 'slip_issued' | 'slip_not_issued' }>,
): Step {
  const isAwaited =
    state.at === 'slip' &&
    state.requestId === answer.requestId &&
    state.issued === undefined &&
    !state.resting;
  if (!isAwaited) return stay(state);
  return answer.type === 'slip_issued' ? issued(state, answer.issued) : notIssued(state, answer.refusal);
}

function issued(state: While<'slip'>, notice: NoticeIssued): Step {
  const now = { ...state, issued: notice };
  return stay(slipSettled(now), ...ordersOf(state, notice));
}

function notIssued(state: While<'slip'>, refusal: Refusal): Step {
  const mayTry = isPassing(refusal) && state.tries < MOST_TRIES;
  return stay(mayTry ? { ...state, tries: state.tries + 1, resting: true } : slipOver(state, 'failed'));
}

/** Where the job of this slip leads. */
export function slipSettled(state: While<'slip'>): State {
  switch (jobOf(state.machine, state.issued, 'slip')?.state) {
    case 'done':
      return slipOver(state, 'out');
    case 'not_printed':
    case 'uncertain':
    case 'refused':
      return slipOver(state, 'failed');
    default:
      return state;
  }
}

export function slipOver(state: While<'slip'>, fate: SlipFate): State {
  return to(state, { ...state.back, slip: fate });
}
