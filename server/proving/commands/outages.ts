/** `outages`: with each department down in turn, which services still work. */
import { readFactBook } from '../../definitions/fact-book.ts';
import { readHouse, readShipped } from '../../services/catalogue.ts';
import { type Effect, outagesOf } from '../outages.ts';

export const OUTAGES_USAGE = 'outages    每个部门轮流断开，看哪些事项还能办';

export async function outages(): Promise<number> {
  const { sources } = readFactBook();
  const definitions = await readShipped(readHouse());
  const titles = new Map(definitions.map(({ written }) => [written.service, written.title.zh]));
  const tried = await outagesOf(definitions, [...sources.keys()]);
  process.stdout.write(
    `共 ${definitions.length} 个事项。每行：断开的数据来源，照常能办、要问窗口、办不了的事项数。\n`,
  );
  for (const { source, effects } of tried) {
    const of = (wanted: Effect): string[] =>
      [...effects]
        .filter(([, effect]) => effect === wanted)
        .map(([service]) => titles.get(service) ?? service);
    const [works, asks, fails] = [of('works'), of('asks'), of('fails')];
    const file = sources.get(source);
    process.stdout.write(
      `${file?.department.zh} ${file?.title.zh}（${source}）：${works.length} / ${asks.length} / ${fails.length}\n`,
    );
    if (asks.length > 0) process.stdout.write(`    告诉居民去问谁：${asks.join('、')}\n`);
    if (fails.length > 0) process.stdout.write(`    办不了：${fails.join('、')}\n`);
  }
  return 0;
}
