/** `coverage`: how well the examples hold each definition, and how much of what people ask this house can do. */
import { left, right } from '#printers/slip/layout.ts';
import { RuleFault } from '../../rules/rule-fault.ts';
import { type CounterRequest, openRequests } from '../../services/counter-requests.ts';
import { openNegativeList } from '../../services/refused-proofs.ts';
import { listedUnder } from '../columns.ts';
import { readServiceFiles } from '../house-files.ts';
import { type Proof, prove } from '../proof.ts';
import { type Served, servedBy } from '../served.ts';
import { takeNothing } from './arguments.ts';

export const COVERAGE_USAGE = 'coverage    每个事项的例子够不够；一百件常办的事里这台机器能办多少';

export async function coverage(args: readonly string[]): Promise<number> {
  takeNothing(args, COVERAGE_USAGE);
  const files = readServiceFiles();
  if (files.findings.length > 0) throw new RuleFault('definition_wrong', files.findings.join('\n'));
  const definitions = files.read
    .map(({ definition }) => definition)
    .filter(({ written }) => written.status === 'published');
  const proofs = await Promise.all(definitions.map(prove));
  process.stdout.write(`${row('事项', HEADS)}\n`);
  for (const [at, { written }] of definitions.entries()) {
    const proof = proofs[at];
    if (proof !== undefined) process.stdout.write(`${row(written.service, figuresOf([proof]))}\n`);
  }
  process.stdout.write(`${row(`共 ${definitions.length} 个事项`, figuresOf(proofs))}\n${LEGEND}\n\n`);
  const byName = new Map(definitions.map((definition) => [definition.written.service, definition]));
  const categories = new Set(openNegativeList().value.refused.map(({ category }) => category));
  report(openRequests().value.requests, (request) => servedBy(request, byName, categories));
  return 0;
}

function figuresOf(proofs: readonly Proof[]): string[] {
  const sum = (count: (proof: Proof) => number): number => proofs.reduce((all, each) => all + count(each), 0);
  const mutants = sum((proof) => proof.mutants);
  const noticed = mutants - sum((proof) => proof.unnoticed.length);
  return [
    `${sum((proof) => proof.examples)}`,
    `${sum((proof) => proof.failedLeaves)}/${sum((proof) => proof.leaves)}`,
    `${sum(({ silences }) => silences.filter(({ isShown }) => isShown).length)}/${sum(({ silences }) => silences.length)}`,
    `${sum(({ boundaries }) => boundaries.filter(({ missing }) => missing.length === 0).length)}/${sum(({ boundaries }) => boundaries.length)}`,
    `${noticed}/${mutants}（${mutants === 0 ? 100 : Math.floor((100 * noticed) / mutants)}%）`,
  ];
}

const HEADS = ['例子', '条件', '来源', '边界', '改错'] as const;
const NAME_COLUMNS = 28;
const FIGURE_COLUMNS = [6, 9, 9, 9, 18] as const;
const LEGEND =
  '条件：不满足时有例子的；来源：不回话时有例子的；\n边界：前一天、当天、后一天都有例子的；改错：改错一处有例子发现的。';

function row(name: string, figures: readonly string[]): string {
  const cells = figures.map((figure, at) => right(figure, FIGURE_COLUMNS[at] ?? 0));
  return left(name, NAME_COLUMNS) + cells.join('');
}

const SERVED: Readonly<Record<Served, string>> = {
  ended: '当场办完（打印、查到、或说清为什么不用办）',
  guided: '告诉去哪里办、带什么（网上办理还在建）',
  not_served: '办不了',
};

function report(requests: readonly CounterRequest[], of: (request: CounterRequest) => Served): void {
  const seen = requests.filter(({ source }) => source !== 'assumed').length;
  process.stdout.write(
    `常办的 ${requests.length} 件事（${seen} 件有出处，其余是估计的，都没有按次数加权）：\n`,
  );
  const byServed = Map.groupBy(requests, of);
  for (const [served, words] of Object.entries(SERVED)) {
    process.stdout.write(`    ${words}：${byServed.get(served as Served)?.length ?? 0}\n`);
  }
  const not = byServed.get('not_served') ?? [];
  const names = not.map(({ says }) => says);
  process.stdout.write(`${listedUnder('办不了的：', names).join('\n')}\n`);
}
