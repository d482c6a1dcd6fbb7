/** Cards of all kinds, some with something that goes wrong: how many ended as they must, trial by trial. */
import { seeded } from '#sim/reader/card-line.ts';
import { CardRun, type Ended } from './card-run.ts';
import { cardOfPerson } from './people.ts';
import { TRIALS, type Trial } from './trials.ts';

const READERS = 3;

export type Tally = Record<'runs' | Ended['verdict'], number>;
export interface Laid {
  readonly undisturbed: Tally;
  readonly disturbed: ReadonlyMap<Trial, Tally>;
}
interface Laying {
  readonly cards: number;
  /** One in so many is disturbed; all trials take turns. */
  readonly disturbedEvery: number;
  readonly seed: number;
  readonly onWrong: (person: number, ended: Ended, trial: Trial | undefined) => void;
}

/** Several readers side by side, each with a station of its own: most of the time is spent in waiting for silences. */
export async function layCards({ cards, disturbedEvery, seed, onWrong }: Laying): Promise<Laid> {
  const trials = shuffled(TRIALS, seeded(seed));
  const laid = {
    undisturbed: emptyTally(),
    disturbed: new Map(TRIALS.map((trial) => [trial, emptyTally()])),
  };
  const people = Array.from({ length: cards }, (_, person) => person).values();
  const layOne = async (run: CardRun, person: number) => {
    const [turn, place] = [Math.floor(person / disturbedEvery), person % disturbedEvery];
    const trial = place === disturbedEvery - 1 ? trials[turn % trials.length] : undefined;
    const ended = await run.lay(cardOfPerson(person), trial);
    const tally = (trial && laid.disturbed.get(trial)) ?? laid.undisturbed;
    tally.runs += 1;
    tally[ended.verdict] += 1;
    if (ended.verdict === 'wrong' || ended.verdict === 'hangs') onWrong(person, ended, trial);
  };
  await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      const run = await CardRun.start(seed + reader);
      try {
        for (const person of people) await layOne(run, person); // one queue for all
      } finally {
        await run.stop();
      }
    }),
  );
  return laid;
}

function emptyTally(): Tally {
  return { runs: 0, read: 0, failed: 0, not_seen: 0, wrong: 0, hangs: 0 };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
