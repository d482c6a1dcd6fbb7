/** What people ask at the counter, in their own words: server/services/requests.yaml. The measured part of "most of it". */
import { join } from 'node:path';
import {
  array,
  type InferOutput,
  integer,
  literal,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';
import { DOMAINS } from '#server/contract/decisions.ts';
import { identifier, text } from '../definitions/words.ts';
import { readYamlFile, type YamlFile } from '../definitions/yaml-file.ts';

const request = strictObject({
  /** As a resident would say it. */
  says: text,
  domain: picklist([...DOMAINS, 'elsewhere']),
  /** A service, a proof nobody may issue any more, or nothing this machine knows of. */
  by: union([
    literal('none'),
    pipe(string(), regex(/^refused-proof:[a-z][a-z0-9-]*$/u, '要写成 refused-proof:类别')),
    identifier,
  ]),
  /** How often, in a hundred, where somebody counted. */
  weight: optional(pipe(number(), integer(), minValue(1))),
  /** Where it was seen; left out, it is assumed. */
  source: optional(text, 'assumed'),
});
const requestsFile = strictObject({ source: text, requests: array(request) });
export type CounterRequest = InferOutput<typeof request>;

const FILE = 'requests.yaml';

/** Throws RuleFault `definition_wrong`. */
export function openRequests(
  folder: string = import.meta.dirname,
): YamlFile<InferOutput<typeof requestsFile>> {
  return readYamlFile(join(folder, FILE), requestsFile);
}
