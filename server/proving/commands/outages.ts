/** `outages`: with each department down in turn, which services still work. */
import { left, right, widthOf } from '#printers/slip/layout.ts';
import { readFactBook } from '../../definitions/fact-book.ts';
import { readHouse, readShipped } from '../../services/catalogue.ts';
import { listedUnder, TERMINAL_COLUMNS } from '../columns.ts';
import { type Effect, type Outage, outagesOf } from '../outages.ts';
import { takeNothing } from './arguments.ts';

export const OUTAGES_USAGE = 'outages    每个部门轮流断开，看哪些事项还能办';

const HEADS = ['能办', '要问', '办不了'] as const;
const FIGURE_COLUMNS = 7;
const NAME_COLUMNS = TERMINAL_COLUMNS - HEADS.length * FIGURE_COLUMNS;

export async function outages(args: readonly string[]): Promise<number> {
  takeNothing(args, OUTAGES_USAGE);
  const { sources } = readFactBook();
  const definitions = await readShipped(readHouse());
  const titles = new Map(definitions.map(({ written }) => [written.service, written.title.zh]));
  const tried = await outagesOf(definitions, [...sources.keys()]);
  const lines = tried.flatMap((outage) => {
    const file = sources.get(outage.source);
    return told(outage, `${file?.department.zh} ${file?.title.zh}（${outage.source}）`, titles);
  });
  const intro = `共 ${definitions.length} 个事项。一个来源断开时，照常能办、要问窗口、办不了的各有几个：`;
  process.stdout.write(`${[intro, row('断开的来源', HEADS), ...lines].join('\n')}\n`);
  return 0;
}

function told({ effects }: Outage, name: string, titles: ReadonlyMap<string, string>): string[] {
  const of = (wanted: Effect): string[] =>
    [...effects].filter(([, effect]) => effect === wanted).map(([service]) => titles.get(service) ?? service);
  const [works, asks, fails] = [of('works'), of('asks'), of('fails')];
  return [
    row(
      name,
      [works, asks, fails].map(({ length }) => String(length)),
    ),
    ...(asks.length === 0 ? [] : listedUnder('    告诉居民去问谁：', asks)),
    ...(fails.length === 0 ? [] : listedUnder('    办不了：', fails)),
  ];
}

function row(name: string, figures: readonly string[]): string {
  const head = widthOf(name) > NAME_COLUMNS ? `${name}\n${left('', NAME_COLUMNS)}` : left(name, NAME_COLUMNS);
  return head + figures.map((each) => right(each, FIGURE_COLUMNS)).join('');
}
