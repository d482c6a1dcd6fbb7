/**
 * The end of a visit: nothing of the resident stays. The agent and the server forget, the browser clears what it
 * keeps (Clear-Site-Data on the agent's answer), and a fresh page brings a fresh heap.
 * Never gives up: while the agent is away there is no page to load.
 */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;
const ANSWER_WITHIN_MS = 3000;

export async function wipe(endVisit: () => Promise<void>): Promise<void> {
  await endVisit();
  for (let waitMs = FIRST_WAIT_MS; !(await isCleared()); waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  location.replace('/');
}

/** Whether the agent is there to give a new page. */
async function isCleared(): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return fetch('/end', { method: 'POST', signal }).then(
    () => true,
    () => false,
  );
}
