/** How well a definition's examples hold it: what they show, and what could go wrong without one of them noticing. */
import { leavesWritten } from '../definitions/definition.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { missed } from '../definitions/examples.ts';
import type { Finding } from '../definitions/finding.ts';
import { type Boundary, boundariesOf } from './boundaries.ts';
import { missingEnglish } from './languages.ts';
import { isNoticed, mutantsOf } from './mutants.ts';
import { type Silence, silencesOf } from './silences.ts';

export interface Proof {
  readonly examples: number;
  /** Examples that come out otherwise. */
  readonly failing: readonly Finding[];
  readonly leaves: number;
  /** Leaves that some example fails by. */
  readonly failedLeaves: number;
  readonly silences: readonly Silence[];
  readonly boundaries: readonly Boundary[];
  readonly mutants: number;
  /** Wrong turns that no example notices. */
  readonly unnoticed: readonly string[];
}

export async function prove(definition: Definition): Promise<Proof> {
  const { examples, when } = definition.written;
  const failed = new Set(examples.flatMap((example) => example.failed ?? []));
  const leaves = leavesWritten(when);
  const mutants = mutantsOf(definition);
  const noticed = await Promise.all(mutants.map(isNoticed));
  return {
    examples: examples.length,
    failing: await failingIn(definition),
    leaves: leaves.length,
    failedLeaves: leaves.filter(({ leaf }) => failed.has(leaf.id)).length,
    silences: silencesOf(definition),
    boundaries: boundariesOf(definition),
    mutants: mutants.length,
    unnoticed: mutants.flatMap(({ change }, at) => (noticed[at] === true ? [] : [change])),
  };
}

async function failingIn(definition: Definition): Promise<Finding[]> {
  const found = await Promise.all(
    definition.written.examples.map(async (example, at): Promise<Finding[]> => {
      const message = await missed(definition, example);
      return message === undefined ? [] : [{ path: ['examples', at], message }];
    }),
  );
  return found.flat();
}

/** Everything that is still to be done, with where it stands in the file. */
export function findingsOf({ written }: Definition, proof: Proof): Finding[] {
  const examples = (message: string): Finding => ({ path: ['examples'], message });
  return [
    ...proof.failing,
    ...proof.boundaries.flatMap(({ path, name, missing }) =>
      missing.map((where) => ({ path, message: `${name}: 缺一个${where}的例子` })),
    ),
    ...proof.silences
      .filter(({ isShown }) => !isShown)
      .map(({ source }) => examples(`来源 ${source}: 缺一个它不回话的例子`)),
    ...proof.unnoticed.map((change) =>
      examples(`改错成“${change}”没有一个例子发现: 加一个例子，或者去掉不起作用的部分`),
    ),
    ...missingEnglish(written),
  ];
}
