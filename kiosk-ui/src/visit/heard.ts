/** What the agent's snapshot changes: cards come and go, jobs come to an end, devices fail and heal. */
import type { Snapshot } from '#agent/contract/messages.ts';
import { slipSettled } from './answers/slips.ts';
import type { Step } from './event.ts';
import { isCardLifted, isCardLying, jobOf, pauseOf } from './machine.ts';
import type { Base, Printing, State, While } from './state.ts';
import { endsInReload } from './time/timers.ts';
import { isWatched } from './time/watched.ts';
import { attended, printingOf, stay, to } from './to.ts';

export function heard(state: State, snapshot: Snapshot): Step {
  const now: State = { ...state, machine: snapshot };
  if (isWatched(now)) return nextCard(now, snapshot) ?? stay(now);
  switch (now.at) {
    case 'idle':
    case 'paused':
    case 'reading':
      return atRest(now, state.machine, snapshot);
    case 'printing':
      return settled({ ...now, ...sameCard(now) }, printingOf(now));
    case 'fault':
      return atFault(now, state.machine, snapshot);
    case 'scanned':
      return untilACard(now, state.machine, snapshot);
    case 'slip':
      return stay(slipSettled({ ...now, ...sameCard(now) }));
    case 'checking':
    case 'done':
      return nextCard(now, snapshot) ?? stay(now);
    case 'take':
      return nextCard(now, snapshot) ?? stay(isCardLying(state) && isCardLifted(now) ? attended(now) : now);
    case 'ask-still':
      return stay(now);
    default:
      return now satisfies never;
  }
}

function atRest(
  state: While<'idle' | 'paused' | 'reading'>,
  before: Snapshot | undefined,
  snapshot: Snapshot,
): Step {
  if (state.at === 'paused' && (state.leaving || endsInReload(state.why))) return stay(state);
  if (state.at === 'reading' && state.assertion !== undefined)
    return nextCard(state, snapshot) ?? stay(state);
  if (before === undefined && isLeftBehind(snapshot)) {
    const { card } = snapshot;
    const spent = card.state === 'read' ? card.laying : undefined;
    return stay({ ...rest(state, snapshot), spent }, { type: 'send', message: { type: 'end_visit' } });
  }
  return nextCard(state, snapshot) ?? cardFailed(state, before, snapshot) ?? stay(rest(state, snapshot));
}

/** A page that was loaded in the middle of a visit: that visit is over. */
function isLeftBehind({ card, jobs }: Snapshot): boolean {
  return jobs.length > 0 || (card.state === 'read' && !card.lying);
}

/** Idle, or the reason why not. */
function rest(state: State, snapshot: Snapshot): State {
  const why = pauseOf(snapshot);
  if (why !== undefined) return to(state, { at: 'paused', why, leaving: false });
  if (snapshot.card.state !== 'reading') return to(state, { at: 'idle' });
  return to(state, { at: 'reading', assertion: undefined, tries: 1, resting: false });
}

/** Whoever lifts the card and lays it again while the paper is coming does not start anew. */
function sameCard({ machine, spent }: Base): { spent: string | undefined } {
  return { spent: machine?.card.state === 'read' ? machine.card.laying : spent };
}

/** A laying that has not had its visit gets one now, whatever the screen shows. */
function nextCard(state: State, { card }: Snapshot): Step | undefined {
  if (card.state !== 'read' || card.laying === state.spent) return undefined;
  if (state.at === 'done' && state.leaving) return undefined;
  const { assertion } = card;
  return stay(
    { ...to(state, { at: 'reading', assertion, tries: 1, resting: false }), spent: card.laying },
    { type: 'open_visit', assertion },
  );
}

function cardFailed(state: State, before: Snapshot | undefined, { card }: Snapshot): Step | undefined {
  if (card.state !== 'failed') return undefined;
  const was = before?.card;
  const isOld = was?.state === 'failed' && was.fault === card.fault && was.lying >= card.lying;
  if (isOld) return undefined;
  return stay(to(state, { at: 'fault', trouble: card.fault, remedy: { kind: 'lay_again' } }));
}

function atFault(state: While<'fault'>, before: Snapshot | undefined, snapshot: Snapshot): Step {
  const { remedy } = state;
  if (remedy.kind === 'look') return nextCard(state, snapshot) ?? late(state, remedy.printing);
  if (remedy.kind !== 'lay_again') return nextCard(state, snapshot) ?? stay(state);
  return untilACard(state, before, snapshot);
}

/** A screen that goes away by itself makes room for a card, and for a machine that cannot go on. */
function untilACard(state: State, before: Snapshot | undefined, snapshot: Snapshot): Step {
  if (pauseOf(snapshot) !== undefined) return stay(rest(state, snapshot));
  if (snapshot.card.state === 'reading') return stay(rest(state, snapshot));
  return nextCard(state, snapshot) ?? cardFailed(state, before, snapshot) ?? stay(state);
}

/** Evidence that comes late is still evidence. */
function late(state: While<'fault'>, printing: Printing): Step {
  const job = jobOf(state.machine, printing.issued, printing.offer.printer);
  return job?.state === 'done' ? settled(state, printing) : stay(state);
}

/** Where the job of this paper leads. */
export function settled(state: State, printing: Printing): Step {
  const { session, offer, issued } = printing;
  const job = jobOf(state.machine, issued, offer.printer);
  if (issued === undefined || job === undefined) return stay(state);
  switch (job.state) {
    case 'done':
      return stay(to(state, { at: 'take', session, offer, issued, reminded: false, attended: false }));
    case 'not_printed':
    case 'uncertain': {
      const trouble = job.state === 'uncertain' ? 'print_uncertain' : 'not_printed';
      const remedy = { kind: 'look', printing, issued, reason: job.state, visit: 'this' } as const;
      return stay(to(state, { at: 'fault', trouble, remedy }));
    }
    case 'refused':
      return stay(
        to(state, { at: 'fault', trouble: job.fault ?? 'not_printed', remedy: { kind: 'staff', session } }),
      );
    case 'queued':
    case 'waiting':
    case 'printing':
    case 'blocked':
      return stay(state);
    default:
      return job.state satisfies never;
  }
}
