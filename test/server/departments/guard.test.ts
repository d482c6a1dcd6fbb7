import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { type FarEnd, openFarEnd } from './far-end.ts';

const SOURCE = 'police.residence';
/** Longer than a busy machine takes to look whether a source rests. */
const REST_MS = 1000;
const PATIENTLY = { timeout: 15_000 };
let far: FarEnd;
afterEach(() => far.close());

/** Two faults a question, since each is asked twice. */
async function fallenSilent(): Promise<void> {
  far = await openFarEnd({ pace: { restMs: REST_MS } });
  await far.sim.setFault(SOURCE, { kind: 'error_500' });
  for (let round = 0; round < 3; round += 1) await far.ask();
}

it('asks once more when the first answer is a passing fault', async () => {
  far = await openFarEnd();
  await far.sim.setFault(SOURCE, { kind: 'error_500' });
  far.sim.onAsked = () => void far.sim.setFault(SOURCE, undefined);
  expect((await far.ask()).answer.state).toBe('facts');
});

it('leaves a source alone after five faults in a row', async () => {
  await fallenSilent();
  expect(far.departments.down()).toContain(SOURCE);
  const before = far.sim.asked.length;
  expect(before).toBe(5);
  expect((await far.ask()).answer).toEqual({ state: 'unavailable' });
  expect(far.sim.asked).toHaveLength(before);
  expect(far.logged.at(-1)).toContain('breaker_open');
});

it('leaves other sources of the same exchange alone', async () => {
  await fallenSilent();
  expect(far.departments.down()).not.toContain('police.permit');
  expect((await far.ask({ source: 'police.permit' })).answer.state).toBe('stale');
});

it('sends one question after the rest, and all that come meanwhile when it went well', async () => {
  await fallenSilent();
  await expect.poll(() => far.departments.down().has(SOURCE), PATIENTLY).toBe(false);
  await far.sim.setFault(SOURCE, { kind: 'slow', ms: 50 });
  const before = far.sim.asked.length;
  const first = nextQuestion(far);
  const answers = Promise.all([far.ask(), far.ask(), far.ask(), far.ask()]);
  await first;
  expect(far.sim.asked).toHaveLength(before + 1);
  expect((await answers).map(({ answer }) => answer.state)).toEqual(['facts', 'facts', 'facts', 'facts']);
});

it('rests again when that question went wrong', async () => {
  await fallenSilent();
  await expect.poll(() => far.departments.down().has(SOURCE), PATIENTLY).toBe(false);
  const before = far.sim.asked.length;
  await Promise.all([far.ask(), far.ask(), far.ask()]);
  expect(far.sim.asked).toHaveLength(before + 1);
  expect(far.departments.down()).toContain(SOURCE);
});

it('takes a resident who leaves during that question for no proof that the source is back', async () => {
  await fallenSilent();
  await expect.poll(() => far.departments.down().has(SOURCE), PATIENTLY).toBe(false);
  await far.sim.setFault(SOURCE, { kind: 'hang' });
  const gone = new AbortController();
  far.sim.onAsked = () => gone.abort();
  await far.ask({}, gone.signal);
  await expect.poll(() => far.departments.down().has(SOURCE), PATIENTLY).toBe(true);
});

it('asks it after its rest, though the clock on the wall was set back by an hour meanwhile', async () => {
  await fallenSilent();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  await far.sim.setFault(SOURCE, undefined);
  await expect.poll(() => far.departments.down().has(SOURCE), PATIENTLY).toBe(false);
  expect((await far.ask()).answer.state).toBe('facts');
});

it.each(['not_permitted', 'garbage', 'error_404'] as const)('never opens for %s', async (kind) => {
  far = await openFarEnd();
  await far.sim.setFault(SOURCE, { kind });
  for (let round = 0; round < 7; round += 1) await far.ask();
  expect(far.departments.down()).not.toContain(SOURCE);
});

it('never opens for residents whose time other departments took', async () => {
  far = await openFarEnd();
  await far.ask();
  await far.sim.setFault(SOURCE, { kind: 'hang' });
  for (let round = 0; round < 7; round += 1) {
    const asked = nextQuestion(far);
    const spent = new AbortController();
    const answered = far.ask({}, spent.signal);
    await asked;
    spent.abort(new DOMException('', 'TimeoutError')); // as AbortSignal.timeout has it
    expect((await answered).answer).toEqual({ state: 'unavailable' });
  }
  expect(far.departments.down()).not.toContain(SOURCE);
});

it('begins to count anew after an answer', async () => {
  far = await openFarEnd();
  for (const kind of ['error_500', 'error_500', 'not_permitted', 'error_500', 'error_500'] as const) {
    await far.sim.setFault(SOURCE, { kind });
    await far.ask();
  }
  expect(far.departments.down()).not.toContain(SOURCE);
});

it('has at most four questions under way at one source', async () => {
  far = await openFarEnd({ pace: { answerWithinMs: 1500 } });
  await far.ask();
  await far.sim.setFault(SOURCE, { kind: 'hang' });
  const before = far.sim.asked.length;
  const answers = await Promise.all(Array.from({ length: 45 }, () => far.ask()));
  expect(answers.every(({ answer }) => answer.state === 'unavailable')).toBe(true);
  expect(far.sim.asked).toHaveLength(before + 4);
  expect(far.logged.filter((line) => line.includes('busy'))).toHaveLength(45 - 4 - 32);
});

function nextQuestion({ sim }: FarEnd): Promise<void> {
  return new Promise((resolve) => {
    sim.onAsked = () => resolve();
  });
}
