import type { State } from './state.ts';

/** The same for as long as the same buttons show. */
export function viewOf(state: State): string {
  const page = 'page' in state ? state.page : 0;
  const answered = state.at === 'question' ? Object.keys(state.answers).length : 0;
  return `${state.at}-${page}-${answered}`;
}
