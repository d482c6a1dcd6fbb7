/** The waits of the product, shortened so that ten thousand cards pass in minutes. What is waited for stays the same. */

/** For any answer. Not shorter than what is waited for a find: a busy machine must not look like a silent reader. */
export const ANSWER_MS = 500;

export const HASTE = {
  pollMs: 1,
  heartbeatMs: 50,
  wakeWithinMs: 3000,
  statusMs: ANSWER_MS,
  findMs: ANSWER_MS,
  selectMs: ANSWER_MS,
  readMs: ANSWER_MS,
  addressMs: ANSWER_MS,
  backoffMs: [10],
  watchPresenceEveryMs: 20,
} as const;
