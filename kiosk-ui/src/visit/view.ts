import type { Offer } from '#server/contract/decisions.ts';
import type { Readable, State } from './state.ts';

/** The same for as long as the same buttons show. */
export function viewOf(state: State): string {
  const page = 'page' in state ? state.page : 0;
  const answered = state.at === 'question' ? Object.keys(state.answers).length : 0;
  return `${state.at}-${page}-${answered}`;
}

/** The service this screen is about, if it is about one. */
export function offerOf(shown: State | Readable): Offer | undefined {
  if (shown.at === 'slip') return offerOf(shown.back);
  if (shown.at === 'checking') return shown.inquiry.kind === 'check' ? shown.inquiry.offer : undefined;
  return 'offer' in shown ? shown.offer : undefined;
}
