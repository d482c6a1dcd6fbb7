/** How long things take on the screen. Timers stand still while the machine makes a paper. */

/** Nobody touched a screen for this long: ask whether anybody is there. */
export const IDLE_MS = 60_000;
/** The same for those who chose larger letters. */
export const IDLE_LARGE_MS = 90_000;
/** How long the question waits for an answer (WCAG 2.2.1 asks for at least 20 s). */
export const STILL_SECONDS = 30;
/** A lifted card ends the visit after this long, unless it is laid again. */
export const LIFTED_MS = 5000;
/** The same where the resident may go on reading what to bring and whom to ask. */
export const LIFTED_READING_MS = 20_000;
/** The paper lies there: time to take it. */
export const TAKE_MS = 20_000;
/** Once more as long, when the card was forgotten on the reader. */
export const TAKE_CARD_MS = 40_000;
export const DONE_MS = 3000;
/** The goodbye while the card still lies on the reader; lifting it cuts this short. */
export const DONE_CARD_MS = 10_000;
/** The goodbye that has something to say. */
export const DONE_OFF_MS = 9000;
/** A card that is neither read nor failed after this long: the reader has hung. */
export const READING_MS = 20_000;
/** What was wrong with the card stays on the screen this long after the card was lifted. */
export const CARD_FAULT_MS = 8000;
/** What a scanned paper is stays long enough to be compared with it; any touch winds it up again. */
export const PAPER_MS = 25_000;
/** A code of which there is nothing to be compared. */
export const NOTICE_MS = 12_000;
/** A paper that could not be checked within this time. */
export const PAPER_CHECK_MS = 15_000;
/** No news of a job for this long: nobody knows what became of it. */
export const PRINTING_MS = 180_000;
/** No news of a slip for this long: the resident goes on without it. */
export const SLIP_MS = 60_000;
/** Departments that have not answered after this long are slow, and that is said. */
export const CHECKING_SLOW_MS = 5000;
/** Longer than this, after that, nobody is kept waiting. */
export const CHECKING_MS = 25_000;
/** A machine that waits for paper asks after this long whether anybody waits with it. */
export const BLOCKED_MS = 120_000;
/** Between two tries of the same request. */
export const RETRY_MS = 2000;
export const MOST_TRIES = 3;
/** The link to the agent broke: the page is loaded afresh after this long. */
export const RELOAD_MS = 1500;
/** The same when the resident has something to read first. */
export const RELOAD_AFTER_READING_MS = 15_000;
