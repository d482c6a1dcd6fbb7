/** A file that somebody hands in, held to all that `lint` asks of one: nobody is to approve what has anything left to do. */
import { createHash } from 'node:crypto';
import { type Definition, openDefinition } from '../definitions/definition-file.ts';
import { kindOf } from '../definitions/file-kind.ts';
import type { Finding } from '../definitions/finding.ts';
import { lintWholeRegion } from '../definitions/lint/region.ts';
import { regionFile } from '../definitions/region-file.ts';
import { readYaml } from '../definitions/yaml-file.ts';
import { findingsOf, prove } from '../proving/proof.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Draft } from './drafts.ts';
import type { Shipped } from './shelf.ts';

interface HandedIn {
  readonly draft: Draft;
  /** Undefined for a region. */
  readonly definition?: Definition;
  /** Version of the same name that ships with the house; 0 when there is none. */
  readonly shippedVersion: number;
}

/** Throws RuleFault `definition_wrong` with every finding, one a line, as `file:line: what would be right`. */
export async function handedIn(file: string, yaml: string, shipped: Shipped): Promise<HandedIn> {
  return kindOf(yaml) === 'region'
    ? await regionOf(file, yaml, shipped)
    : await serviceOf(file, yaml, shipped);
}

async function regionOf(file: string, yaml: string, shipped: Shipped): Promise<HandedIn> {
  const { value, refuse } = readYaml(file, yaml, regionFile);
  refuse(otherRegion(value.region, shipped.region?.region));
  refuse(await lintWholeRegion(value, shipped.definitions));
  const { region: name, version } = value;
  return {
    draft: { kind: 'region', name, version, yaml, sha256: sha256Of(yaml) },
    shippedVersion: shipped.region?.version ?? 0,
  };
}

/** A region that this community is not in would be published and change nothing. */
function otherRegion(theirs: string, ours: string | undefined): Finding[] {
  if (theirs === ours) return [];
  const here = ours === undefined ? '这个社区没有设地区' : `这个社区设的地区是 ${ours}`;
  return [
    { path: ['region'], message: `region: ${here}，交 ${theirs} 不起作用；先在 server.yaml 里改 region` },
  ];
}

async function serviceOf(file: string, yaml: string, shipped: Shipped): Promise<HandedIn> {
  const { definition, tell } = openDefinition(file, yaml, shipped.house);
  const told = tell(findingsOf(definition, await prove(definition)));
  if (told.length > 0) throw new RuleFault('definition_wrong', told.join('\n'));
  const { service: name, version } = definition.written;
  const theirs = shipped.definitions.find(({ written }) => written.service === name);
  return {
    draft: { kind: 'service', name, version, yaml, sha256: definition.sha256 },
    definition,
    shippedVersion: theirs?.written.version ?? 0,
  };
}

function sha256Of(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex');
}
