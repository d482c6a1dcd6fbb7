/** What happens to a visit, and what it wants done. Both are data: the reducer touches nothing. */
import type { FromScreen, Photo, Snapshot } from '#agent/contract/messages.ts';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import type { DecisionAnswer, Domain } from '#server/contract/decisions.ts';
import type { NoticeIssued, NoticeWish } from '#server/contract/notices.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import type { ProblemCode } from '#server/contract/problems.ts';
import type { Inquiry, Session, Told } from './places.ts';
import type { Ask, State } from './state.ts';

/** Why the server did not do what it was asked. */
export type Refusal =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly code: ProblemCode }
  | { readonly kind: 'not_eligible'; readonly decision: DecisionAnswer };

/** A finger on the glass. Taps that start a paper bring the id of their request. */
export type Tap =
  | { readonly type: 'chosen'; readonly service: string }
  | { readonly type: 'domain_chosen'; readonly domain: Domain }
  | { readonly type: 'answer_chosen'; readonly code: string }
  | { readonly type: 'page_turned'; readonly page: number }
  | { readonly type: 'list_chosen'; readonly list: 'matches' | 'proofs' | 'ledger' }
  | { readonly type: 'matches_wished' }
  | { readonly type: 'proof_chosen'; readonly category: string }
  | { readonly type: 'slip_tapped'; readonly requestId: string }
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
  | { readonly type: 'told'; readonly id: number; readonly told: Told }
  | { readonly type: 'not_told'; readonly id: number; readonly refusal: Refusal }
  | { readonly type: 'slip_issued'; readonly requestId: string; readonly issued: NoticeIssued }
  | { readonly type: 'slip_not_issued'; readonly requestId: string; readonly refusal: Refusal }
  | { readonly type: 'paper_checked'; readonly digits: string; readonly verdict: Verdict }
  | { readonly type: 'time_up'; readonly timer: Timer };

/** `screen`: how long this screen may last; `lifted`: how long a lifted card may stay away. */
export type Timer = 'screen' | 'lifted';

export type Effect =
  | { readonly type: 'open_visit'; readonly assertion: string }
  | { readonly type: 'ask'; readonly ask: Ask; readonly service: string }
  | { readonly type: 'ask_slip'; readonly requestId: string; readonly about: NoticeWish['about'] }
  | { readonly type: 'inquire'; readonly id: number; readonly inquiry: Inquiry }
  /** Nobody waits for that answer any more. */
  | { readonly type: 'stop_inquiring' }
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
