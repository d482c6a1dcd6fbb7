/** The services of this house: every definition in a folder, read, linted, held to its own examples, as its region has them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, type House, readDefinition } from '../definitions/definition-file.ts';
import { requireExamples } from '../definitions/examples.ts';
import { readFactBook } from '../definitions/fact-book.ts';
import { lintRegion } from '../definitions/lint/region.ts';
import { readText } from '../definitions/reading/file-text.ts';
import { inRegion, type RegionFile, regionFile } from '../definitions/region-file.ts';
import { readYamlFile } from '../definitions/yaml-file.ts';
import type { CivilDate } from '../rules/civil-date.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { NEGATIVE_LIST, type NegativeList, openNegativeList } from './refused-proofs.ts';

/** Files beside the definitions that are none. */
const NO_SERVICES: ReadonlySet<string> = new Set([NEGATIVE_LIST, 'requests.yaml']);

export function isServiceFile(name: string): boolean {
  return name.endsWith('.yaml') && !NO_SERVICES.has(name);
}

export class Catalogue {
  /** Of each service the newest version first. */
  readonly #versions: ReadonlyMap<string, readonly Definition[]>;
  constructor(definitions: readonly Definition[]) {
    const newest = definitions.toSorted((one, other) => other.written.version - one.written.version);
    this.#versions = Map.groupBy(newest, ({ written }) => written.service);
  }

  /** The newest published version of a service in force; undefined when there is none on that day. */
  find(service: string, day: CivilDate): Definition | undefined {
    return this.#versions.get(service)?.find((definition) => isInForce(definition, day));
  }

  /** What is offered on a day, by name. */
  offered(day: CivilDate): readonly Definition[] {
    const services = [...this.#versions.keys()].toSorted();
    return services.flatMap((service) => this.find(service, day) ?? []);
  }
}

interface Shelves {
  readonly folder?: string;
  readonly region?: RegionFile | undefined;
}

/** What every definition is read against. Throws RuleFault `definition_wrong`. */
export function readHouse(folder: string = import.meta.dirname): House {
  const list = openNegativeList(folder).value;
  return {
    book: readFactBook(),
    refusedCategories: categoriesOf(list),
    refusedTitles: list.refused.flatMap(({ named }) => named),
  };
}

/** Every definition file of a folder. Throws RuleFault `definition_wrong` for the first that does not pass. */
export async function readShipped(house: House, folder: string = import.meta.dirname): Promise<Definition[]> {
  const files = readdirSync(folder)
    .filter(isServiceFile)
    .toSorted()
    .map((name) => join(folder, name));
  const definitions = files.map((file) => readDefinition(file, readText(file), house));
  const services = definitions.map(({ written }) => written.service);
  requireOnce(files, services);
  await Promise.all(definitions.map(requireExamples));
  return definitions;
}

function requireOnce(files: readonly string[], services: readonly string[]): void {
  const second = services.findIndex((service, at) => services.indexOf(service) !== at);
  const name = services[second];
  if (name === undefined) return;
  const message = `${files[second]}: 事项 ${name} 已经写在 ${files[services.indexOf(name)]} 里，改名或去掉一个`;
  throw new RuleFault('definition_wrong', message);
}

/** The shipped services as a region has them. Throws RuleFault `definition_wrong`. */
export async function readCatalogue({ folder, region }: Shelves = {}): Promise<Catalogue> {
  const definitions = await readShipped(readHouse(folder), folder);
  if (region !== undefined) requireFitting(region, definitions);
  return new Catalogue(definitions.map((definition) => inRegion(definition, region)));
}

/** `region`: a name of server/regions/, or the path of a YAML file of one's own. Throws RuleFault `definition_wrong`. */
export function readRegion(region: string): RegionFile {
  const isPath = region.endsWith('.yaml');
  const path = isPath ? region : join(import.meta.dirname, '../regions', `${region}.yaml`);
  return readYamlFile(path, regionFile).value;
}

/** Throws RuleFault `definition_wrong` when a region names a service or parameter that is not there, or of another type. */
export function requireFitting(region: RegionFile, definitions: readonly Definition[]): void {
  const findings = lintRegion(region, definitions);
  if (findings.length === 0) return;
  throw new RuleFault(
    'definition_wrong',
    findings.map(({ message }) => `地区 ${region.region}: ${message}`).join('\n'),
  );
}

/** Those refused everywhere. */
function categoriesOf({ refused }: NegativeList): ReadonlySet<string> {
  return new Set(refused.flatMap(({ category, province }) => (province === undefined ? [category] : [])));
}

function isInForce({ written: { status, effective } }: Definition, day: CivilDate): boolean {
  return (
    status === 'published' && effective.from <= day && (effective.to === undefined || day <= effective.to)
  );
}
