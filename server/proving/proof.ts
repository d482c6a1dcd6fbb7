/** How well a definition's examples hold it: what they show, and what could go wrong without one of them noticing. */
import { leavesWritten } from '../definitions/definition.ts';
import type { Definition } from '../definitions/definition-file.ts';
import { failingExamples } from '../definitions/examples.ts';
import type { Finding } from '../definitions/yaml-file.ts';
import { type Boundary, boundariesOf } from './boundaries.ts';
import { missingEnglish } from './languages.ts';
import { isNoticed, mutantsOf } from './mutants.ts';
import { type Silence, silencesOf } from './silences.ts';

export interface Proof {
  readonly examples: number;
  /** One sentence for each that comes out otherwise. */
  readonly failing: readonly string[];
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
    failing: await failingExamples(definition),
    leaves: leaves.length,
    failedLeaves: leaves.filter(({ leaf }) => failed.has(leaf.id)).length,
    silences: silencesOf(definition),
    boundaries: boundariesOf(definition),
    mutants: mutants.length,
    unnoticed: mutants.flatMap(({ change }, at) => (noticed[at] === true ? [] : [change])),
  };
}

/** Everything that is still to be done, with where it stands in the file. */
export function findingsOf({ written }: Definition, proof: Proof): Finding[] {
  const examples = (message: string): Finding => ({ path: ['examples'], message });
  return [
    ...proof.failing.map(examples),
    ...proof.boundaries.flatMap(({ path, name, missing }) =>
      missing.map((where) => ({ path, message: `${name}: no example ${where}` })),
    ),
    ...proof.silences
      .filter(({ isShown }) => !isShown)
      .map(({ source }) => examples(`source ${source}: no example in which it says nothing`)),
    ...proof.unnoticed.map((change) =>
      examples(`no example notices "${change}": add one, or leave out what changes nothing`),
    ),
    ...missingEnglish(written),
  ];
}
