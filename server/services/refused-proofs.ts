/** The proofs that no community may issue, with what helps instead: server/services/negative-list.yaml. */
import { join } from 'node:path';
import { array, type InferOutput, minLength, optional, pipe, regex, strictObject, string } from 'valibot';
import type { RefusedProofs } from '#server/contract/refused-proofs.ts';
import { identifier, text, written } from '../definitions/words.ts';
import { readYamlFile, type YamlFile } from '../definitions/yaml-file.ts';

export const NEGATIVE_LIST = 'negative-list.yaml';

const negativeList = strictObject({
  source: text,
  refused: array(
    strictObject({
      category: identifier,
      /** First two digits of the community codes where it is refused; left out, it is refused everywhere. */
      province: optional(pipe(string(), regex(/^\d{2}$/u, '要写两位数字，加英文引号'))),
      title: written,
      /** Words by which such a proof is known, whatever it is called. */
      named: pipe(array(text), minLength(1)),
      why: written,
      next: written,
      who: text,
      instead: optional(identifier),
    }),
  ),
});
export type NegativeList = InferOutput<typeof negativeList>;

/** Throws RuleFault `definition_wrong`. */
export function openNegativeList(folder: string = import.meta.dirname): YamlFile<NegativeList> {
  return readYamlFile(join(folder, NEGATIVE_LIST), negativeList);
}

/** What the screen is told. `communityCode`: 12 digits. `isOffered`: a service that this house has today. */
export function refusedProofsFor(
  list: NegativeList,
  communityCode: string,
  isOffered: (service: string) => boolean,
): RefusedProofs {
  const refused = list.refused.filter(({ province = '' }) => communityCode.startsWith(province));
  return {
    source: list.source,
    proofs: refused.map(({ category, title, why, next, who, instead }) => ({
      category,
      title,
      why,
      next,
      who,
      ...(instead !== undefined && isOffered(instead) ? { instead } : {}),
    })),
  };
}
