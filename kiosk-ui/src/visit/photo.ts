/** Whose photo the screen may hold: that of the card whose visit goes on, and nobody else's. */
import type { Photo } from '#agent/contract/messages.ts';
import type { State } from './state.ts';

/** A photo that comes too late, or for another card, is let go at once by `withoutOldPhoto`. */
export function photoTold(state: State, photo: Photo): State {
  return { ...state, photo };
}

export function withoutOldPhoto(state: State): State {
  return state.photo === undefined || isOfThisVisit(state, state.photo)
    ? state
    : { ...state, photo: undefined };
}

function isOfThisVisit(state: State, { laying }: Photo): boolean {
  switch (state.at) {
    case 'idle':
    case 'scanned':
    case 'paused':
    case 'done':
      return false;
    case 'reading':
      // It may overtake the news that the card was read.
      return state.assertion === undefined || laying === state.spent;
    default:
      return laying === state.spent;
  }
}
