/** What the reading process holds after a thousand cards and after ten thousand. */
import { CardRun } from '../cards/card-run.ts';
import { cardOfPerson } from '../cards/people.ts';
import type { Memory } from '../cards/station-process.ts';

const FIRST_LOOK = 1000;
const CARDS = 10_000;

export async function memoryOverCards(): Promise<{ first: Memory; last: Memory }> {
  const run = await CardRun.start(1);
  try {
    await layAll(run, 0, FIRST_LOOK);
    const first = await run.memory();
    await layAll(run, FIRST_LOOK, CARDS);
    return { first, last: await run.memory() };
  } finally {
    await run.stop();
  }
}

async function layAll(run: CardRun, from: number, to: number): Promise<void> {
  for (let person = from; person < to; person += 1) {
    const { verdict } = await run.lay(cardOfPerson(person));
    if (verdict !== 'read') throw new Error(`card ${person} ended as ${verdict}`);
  }
}
