import type { Effect, Step } from './event.ts';
import type { Askable, Base, Printing, Screen, State, While } from './state.ts';

/** Another screen on the same machine: what belongs to the old one is left behind. */
export function to<S extends Screen>(
  { machine, spent, photo, large, help, inquiries }: Base,
  screen: S,
): Base & S {
  return { ...screen, machine, spent, photo, large, help, inquiries };
}

export function stay(state: State, ...effects: Effect[]): Step {
  return { state, effects };
}

/** Somebody is there, while the paper lies there. */
export function attended(state: State): State {
  return state.at === 'take' ? { ...state, attended: true } : state;
}

/** A paper on its way without the machine around it. */
export function printingOf({ at, session, offer, ask, tries, resting, issued }: Printing): Printing {
  return { at, session, offer, ask, tries, resting, issued };
}

/** The screen behind "are you still there?", as of now. */
export function behind(state: While<'ask-still'>): Askable {
  return to(state, state.from);
}
