/** What `diff` is given, read: files of services or regions, drafts of this house, or the name of what is in force. */
import { existsSync } from 'node:fs';
import { type Definition, readDefinition } from '../definitions/definition-file.ts';
import { kindOf } from '../definitions/file-kind.ts';
import { lintRegion } from '../definitions/lint/region.ts';
import { readText } from '../definitions/reading/file-text.ts';
import { inRegion, type RegionFile, regionFile } from '../definitions/region-file.ts';
import { readYaml } from '../definitions/yaml-file.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { Catalogue, readRegion } from '../services/catalogue.ts';
import type { Db } from '../store/database.ts';
import { findDraft, nameOfDraft } from './drafts.ts';
import type { Pair } from './dry-run.ts';
import type { InForce, Shipped } from './shelf.ts';

/** `nothing`: a name that nothing in force has, as of a service that is new. */
export type Side =
  | { readonly kind: 'service'; readonly definition: Definition }
  | { readonly kind: 'region'; readonly region: RegionFile }
  | { readonly kind: 'nothing'; readonly name: string };

interface House {
  readonly db: Db;
  readonly shipped: Shipped;
  readonly inForce: InForce;
  readonly today: string;
}

/** `argument`: the path of a YAML file, `name@version` of a draft, or the name of a service or region in force. Throws RuleFault. */
export async function sideOf(argument: string, house: House): Promise<Side> {
  const draft = nameOfDraft(argument);
  if (draft !== undefined) {
    const row = await findDraft(house.db, draft);
    if (row === undefined) throw new RuleFault('definition_wrong', `没有这个草稿：${argument}`);
    return readSide(argument, row.yaml, house);
  }
  if (/[./]/u.test(argument)) return readSide(argument, readText(argument), house);
  const { catalogue, region } = house.inForce;
  const definition = catalogue.find(argument, house.today);
  if (definition !== undefined) return { kind: 'service', definition };
  if (region?.region === argument) return { kind: 'region', region };
  const isShipped = existsSync(new URL(`../regions/${encodeURIComponent(argument)}.yaml`, import.meta.url));
  return isShipped ? { kind: 'region', region: readRegion(argument) } : { kind: 'nothing', name: argument };
}

function readSide(place: string, yaml: string, { shipped, inForce }: House): Side {
  if (kindOf(yaml) === 'region') {
    const { value: region, refuse } = readYaml(place, yaml, regionFile);
    refuse(lintRegion(region, inForce.definitions));
    return { kind: 'region', region };
  }
  const definition = inRegion(readDefinition(place, yaml, shipped.house), inForce.region);
  return { kind: 'service', definition };
}

/** The services that differ. Two sides of different kinds, or of two services, have nothing in common: throws RuleFault. */
export function pairsOf(
  before: Side,
  after: Side,
  { inForce, today }: Omit<House, 'db' | 'shipped'>,
): Pair[] {
  if (after.kind === 'nothing')
    throw new RuleFault('definition_wrong', `没有这个事项、地区或文件：${after.name}`);
  if (before.kind === 'nothing') return pairOfNew(before.name, after);
  if (before.kind === 'service' && after.kind === 'service') {
    const service = after.definition.written.service;
    if (before.definition.written.service !== service) {
      throw new RuleFault('definition_wrong', '两份定义不是同一个事项');
    }
    if (before.definition.sha256 === after.definition.sha256) return [];
    return [{ service, before: before.definition, after: after.definition }];
  }
  if (before.kind === 'region' && after.kind === 'region') {
    const offered = new Catalogue(inForce.definitions).offered(today);
    return offered.flatMap((definition) => pairIn(definition, before.region, after.region));
  }
  throw new RuleFault('definition_wrong', '一份是事项，一份是地区，没法比');
}

/** A service that is not there yet refuses everybody until it is. */
function pairOfNew(name: string, after: Side): Pair[] {
  if (after.kind !== 'service' || after.definition.written.service !== name) {
    throw new RuleFault('definition_wrong', `没有这个事项、地区或文件：${name}`);
  }
  return [{ service: name, before: undefined, after: after.definition }];
}

function pairIn(definition: Definition, before: RegionFile, after: RegionFile): Pair[] {
  const { service } = definition.written;
  const [old, fresh] = [before, after].map((region) => JSON.stringify(region.parameters[service] ?? {}));
  if (old === fresh) return [];
  return [{ service, before: inRegion(definition, before), after: inRegion(definition, after) }];
}
