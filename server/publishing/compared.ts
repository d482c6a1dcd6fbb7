/** What `diff` is given, read: files of services or regions, drafts of this house, or the name of what is in force. */
import { existsSync, readFileSync } from 'node:fs';
import { type Definition, readDefinition } from '../definitions/definition-file.ts';
import { inRegion, type RegionFile, regionFile } from '../definitions/region-file.ts';
import { readYaml } from '../definitions/yaml-file.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import type { Catalogue } from '../services/catalogue.ts';
import { readRegion } from '../services/catalogue.ts';
import type { Db } from '../store/database.ts';
import { DRAFT_NAME } from './drafts.ts';
import type { Pair } from './dry-run.ts';
import { isRegion } from './handed-in.ts';
import type { Shipped } from './shelf.ts';

export type Side =
  | { readonly kind: 'service'; readonly definition: Definition }
  | { readonly kind: 'region'; readonly region: RegionFile };

interface House {
  readonly db: Db;
  readonly shipped: Shipped;
  /** What is in force now. */
  readonly catalogue: Catalogue;
  readonly today: string;
}

/** `argument`: the path of a YAML file, `name@version` of a draft, or the name of a service or region in force. Throws RuleFault. */
export async function sideOf(argument: string, house: House): Promise<Side> {
  if (argument.endsWith('.yaml')) return readSide(argument, readFileSync(argument, 'utf8'), house);
  const { name, version } = DRAFT_NAME.exec(argument)?.groups ?? {};
  if (name !== undefined) {
    const row = await house.db
      .selectFrom('draft')
      .select('yaml')
      .where('name', '=', name)
      .where('version', '=', Number(version))
      .executeTakeFirst();
    if (row === undefined) throw new RuleFault('definition_wrong', `没有这个草稿：${argument}`);
    return readSide(argument, row.yaml, house);
  }
  const definition = house.catalogue.find(argument, house.today);
  if (definition !== undefined) return { kind: 'service', definition };
  if (house.shipped.region?.region === argument) return { kind: 'region', region: house.shipped.region };
  if (existsSync(new URL(`../regions/${argument}.yaml`, import.meta.url))) {
    return { kind: 'region', region: readRegion(argument) };
  }
  throw new RuleFault('definition_wrong', `没有这个事项、地区或文件：${argument}`);
}

function readSide(place: string, yaml: string, { shipped }: House): Side {
  if (isRegion(yaml)) return { kind: 'region', region: readYaml(place, yaml, regionFile).value };
  const definition = inRegion(readDefinition(place, yaml, shipped.house), shipped.region);
  return { kind: 'service', definition };
}

/** The services that differ. Two sides of different kinds, or of two services, have nothing in common: throws RuleFault. */
export function pairsOf(before: Side, after: Side, { shipped }: Pick<House, 'shipped'>): Pair[] {
  if (before.kind === 'service' && after.kind === 'service') {
    const service = after.definition.written.service;
    if (before.definition.written.service !== service) {
      throw new RuleFault('definition_wrong', '两份定义不是同一个事项');
    }
    return [{ service, before: before.definition, after: after.definition }];
  }
  if (before.kind === 'region' && after.kind === 'region') {
    return shipped.definitions.flatMap((definition) => pairIn(definition, before.region, after.region));
  }
  throw new RuleFault('definition_wrong', '一份是事项，一份是地区，没法比');
}

function pairIn(definition: Definition, before: RegionFile, after: RegionFile): Pair[] {
  const { service } = definition.written;
  const [old, fresh] = [before, after].map((region) => JSON.stringify(region.parameters[service] ?? {}));
  if (old === fresh) return [];
  return [{ service, before: inRegion(definition, before), after: inRegion(definition, after) }];
}
