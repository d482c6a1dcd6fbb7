/** The card side of the device agent: how soon a card is known, and what that takes of the machine. */
import { buildHouse } from '../test/journeys/house.ts';
import { ScreenClient } from '../test/journeys/screen-client.ts';
import { idleCpuPercent } from './reader/idle.ts';
import { LINE_MS, layingTimes } from './reader/laying.ts';
import { memoryOverCards } from './reader/memory.ts';
import { parserSpeed } from './reader/parser.ts';
import { percentile, print } from './report/figure.ts';

const MIB = 1024 * 1024;

printParser();
await printHouse();
await printMemory();

function printParser(): void {
  const { ratio, bytesPerSecond, worstUsPerByte } = parserSpeed();
  print({
    bench: 'reader',
    figure: 'parser_ratio',
    value: ratio,
    unit: 'ratio',
    against: 'Buffer.indexOf of the preamble over the same bytes; aim at least 0.2',
  });
  print({ bench: 'reader', figure: 'parser', value: bytesPerSecond / MIB, unit: 'MiB/s' });
  print({
    bench: 'reader',
    figure: 'parser_worst',
    value: worstUsPerByte,
    unit: 'us a byte',
    against: 'false starts, byte by byte; at 115200 baud a byte takes 87',
  });
}

async function printHouse(): Promise<void> {
  const house = await buildHouse();
  const screen = await ScreenClient.open(house.kioskUrl);
  try {
    await screen.until(({ server }) => server === 'up');
    const times = await layingTimes(house, screen);
    const against = `without ${LINE_MS.toFixed(0)} ms on the line at 115200 baud; poll of 250 ms`;
    print({ bench: 'reader', figure: 'laid_p50', value: percentile(times, 0.5), unit: 'ms', against });
    print({
      bench: 'reader',
      figure: 'laid_p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      against: `${against}; aim at most 350`,
    });
    await screen.until(({ card }) => card.state === 'none' && !card.lying);
    screen.send({ type: 'begin' });
    const asked = house.reader.asked.length;
    const value = await idleCpuPercent(house.pid('agent'));
    const looks = house.reader.asked.length - asked;
    print({
      bench: 'reader',
      figure: 'idle_cpu',
      value,
      unit: '% of a core',
      against: `polling for 60 s, ${looks} questions to the reader; aim below 1`,
    });
  } finally {
    screen.close();
    await house.tearDown();
  }
}

async function printMemory(): Promise<void> {
  const { first, last } = await memoryOverCards();
  for (const [name, of] of [
    ['heap', 'heapBytes'],
    ['rss', 'rssBytes'],
  ] as const) {
    print({ bench: 'reader', figure: `${name}_1000_cards`, value: first[of] / MIB, unit: 'MiB' });
    print({ bench: 'reader', figure: `${name}_10000_cards`, value: last[of] / MIB, unit: 'MiB' });
    print({
      bench: 'reader',
      figure: `${name}_growth`,
      value: 100 * (last[of] / first[of] - 1),
      unit: '%',
      against:
        'from 1,000 cards to 10,000, after a forced collection, young generation held at 8 MiB; aim within 5',
    });
  }
}
