/** The machinery of `npm run bench -- cards`, each trial once: the product in a process of its own, on a real pty. */
import { expect, it } from 'vitest';
import { seeded } from '#sim/reader/card-line.ts';
import { CardRun } from '../../../bench/cards/card-run.ts';
import { layCards } from '../../../bench/cards/laying.ts';
import { cardOfPerson } from '../../../bench/cards/people.ts';
import { TRIALS } from '../../../bench/cards/trials.ts';

const SEED = 1;

it('ends every card as the protocol says, whatever goes wrong at whichever step', async () => {
  const wrong: unknown[] = [];
  const { undisturbed, disturbed } = await layCards({
    cards: 2 * TRIALS.length,
    disturbedEvery: 2,
    seed: SEED,
    onWrong: (person, { verdict, seen }, trial) => wrong.push({ person, verdict, seen, trial }),
  });
  expect(wrong).toEqual([]);
  expect(undisturbed).toMatchObject({ runs: TRIALS.length, read: TRIALS.length });
  expect([...disturbed.values()].map(({ runs }) => runs)).toEqual(TRIALS.map(() => 1));
}, 120_000);

it('shows nobody another’s record, no card twice and never hangs, whichever mishaps meet', async () => {
  const run = await CardRun.start(SEED);
  const random = seeded(SEED);
  const anyTrial = () => TRIALS[Math.floor(random() * TRIALS.length)] ?? expect.fail('no trials');
  try {
    for (let person = 0; person < 50; person += 1) {
      const trial = { step: 'find', mishap: { kind: 'garbage' }, ends: { kind: 'anything_true' } } as const;
      run.disturb(anyTrial());
      run.disturb(anyTrial());
      const ended = await run.lay(cardOfPerson(person), trial);
      expect(['read', 'failed', 'not_seen'], `person ${person}: ${JSON.stringify(ended.seen)}`).toContain(
        ended.verdict,
      );
    }
  } finally {
    await run.stop();
  }
}, 120_000);

it('would notice a card that ends otherwise, with another record, or without the mishap', async () => {
  const run = await CardRun.start(SEED);
  const garbage = { kind: 'garbage' } as const;
  const moved = { ...cardOfPerson(0), newestAddress: '新地址' };
  try {
    expect(
      await run.lay(cardOfPerson(1), {
        step: 'read',
        mishap: garbage,
        ends: { kind: 'failed', fault: 'reader_silent' },
      }),
    ).toMatchObject({ verdict: 'wrong', seen: { state: 'read' } });
    expect(
      await run.lay(moved, { step: 'find', mishap: garbage, ends: { kind: 'read', address: 'printed' } }),
    ).toMatchObject({ verdict: 'wrong', seen: { record: { address: '新地址' } } });
    expect(
      await run.lay(cardOfPerson(2), {
        step: 'unknown',
        mishap: garbage,
        ends: { kind: 'read', address: 'newest' },
      }),
    ).toMatchObject({ verdict: 'wrong' });
    expect(await run.lay(cardOfPerson(3))).toMatchObject({ verdict: 'read' });
  } finally {
    await run.stop();
  }
});
