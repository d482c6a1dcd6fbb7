/** What happens to a visit, and what it wants done. Both are data: the reducer touches nothing. */
import type { FromScreen, Photo, Snapshot } from '#agent/contract/messages.ts';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { DecisionAnswer } from '#server/contract/decisions.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import type { ProblemCode } from '#server/contract/problems.ts';
import type { Ask, Session, State } from './state.ts';

/** Why the server did not do what it was asked. */
export type Refusal =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly code: ProblemCode }
  | { readonly kind: 'not_eligible'; readonly decision: DecisionAnswer };

/** A finger on the glass. Taps that start a paper bring the id of their request. */
export type Tap =
  | { readonly type: 'chosen'; readonly service: string }
  | { readonly type: 'purpose_chosen'; readonly code: string }
  | { readonly type: 'print_tapped'; readonly requestId: string }
  | { readonly type: 'copy_tapped'; readonly requestId: string }
  | { readonly type: 'unreceived_chosen'; readonly number: string }
  | { readonly type: 'again_tapped' }
  | { readonly type: 'paper_came' }
  | { readonly type: 'still_here' }
  | { readonly type: 'back_tapped' }
  | { readonly type: 'finished' }
  | { readonly type: 'help_tapped' }
  | { readonly type: 'help_closed' }
  | { readonly type: 'size_tapped' };

export type VisitEvent =
  | Tap
  | { readonly type: 'touched' }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** A code was held to the scanner, whichever way it came in. */
  | { readonly type: 'scanned'; readonly code: string }
  | { readonly type: 'photo'; readonly photo: Photo }
  | { readonly type: 'agent_lost' }
  /** A file of the page did not load. */
  | { readonly type: 'page_incomplete' }
  | { readonly type: 'visit_opened'; readonly assertion: string; readonly session: Session }
  | { readonly type: 'visit_refused'; readonly assertion: string; readonly refusal: Refusal }
  | { readonly type: 'issued'; readonly requestId: string; readonly issued: CertificateIssued }
  | { readonly type: 'not_issued'; readonly requestId: string; readonly refusal: Refusal }
  | { readonly type: 'paper_checked'; readonly digits: string; readonly verdict: Verdict }
  | { readonly type: 'time_up'; readonly timer: Timer };

/** `screen`: how long this screen may last; `lifted`: how long a lifted card may stay away. */
export type Timer = 'screen' | 'lifted';

export type Effect =
  | { readonly type: 'open_visit'; readonly assertion: string }
  | { readonly type: 'ask'; readonly ask: Ask; readonly service: string }
  /** Tell the server that the resident saw this copy. */
  | { readonly type: 'bear_witness'; readonly number: string; readonly copy: number }
  | { readonly type: 'check_paper'; readonly digits: string }
  | { readonly type: 'send'; readonly message: FromScreen }
  | { readonly type: 'start_timer'; readonly timer: Timer; readonly afterMs: number }
  | { readonly type: 'stop_timer'; readonly timer: Timer }
  /** End the visit at agent and server, clear what the browser keeps, load the page afresh. */
  | { readonly type: 'wipe' };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}
