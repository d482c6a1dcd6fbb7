/** Every written file of the house, each read on its own, so that one wrong file hides nothing in another. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, type OpenDefinition, openDefinition } from '../definitions/definition-file.ts';
import type { Finding } from '../definitions/finding.ts';
import { lintWholeRegion } from '../definitions/lint/region.ts';
import { lintSource, lintTogether } from '../definitions/lint/source.ts';
import { readText } from '../definitions/reading/file-text.ts';
import { regionFile } from '../definitions/region-file.ts';
import { sourceFile } from '../definitions/source-file.ts';
import { readYamlFile } from '../definitions/yaml-file.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { isServiceFile, readHouse } from '../services/catalogue.ts';
import { openRequests } from '../services/counter-requests.ts';
import { openNegativeList } from '../services/refused-proofs.ts';

const server = join(import.meta.dirname, '..');
const SERVICES = join(server, 'services');
const SOURCES = join(server, 'sources');
const REGIONS = join(server, 'regions');

export interface ReadFiles {
  readonly read: readonly OpenDefinition[];
  /** One line each, of the files that cannot be read. */
  readonly findings: readonly string[];
}

/** Definitions, each on its own. Throws RuleFault when the sources or the negative list cannot be read. */
export function readServiceFiles(files: readonly string[] = yamlIn(SERVICES, isServiceFile)): ReadFiles {
  const house = readHouse();
  const opened = files.map((file) => attempt(() => openDefinition(file, readText(file), house)));
  const read = opened.flatMap((each) => ('value' in each ? [each.value] : []));
  return {
    read,
    findings: [...opened.flatMap((each) => ('value' in each ? [] : each.told)), ...namedTwice(read)],
  };
}

function namedTwice(read: readonly OpenDefinition[]): string[] {
  const services = read.map(({ definition }) => definition.written.service);
  return read.flatMap(({ tell }, at) => {
    const name = services[at] ?? '';
    if (services.indexOf(name) === at) return [];
    return tell([{ path: ['service'], message: `service: 另一个文件里已经有事项 ${name}，改名或去掉一个` }]);
  });
}

/** Of the sources alone, without which no definition can be read. */
export function sourceFindings(files: readonly string[] = yamlIn(SOURCES)): string[] {
  const read = files.map((file) => attempt(() => readYamlFile(file, sourceFile)));
  const sources = read.flatMap((each) => ('value' in each ? [each.value] : []));
  return [
    ...read.flatMap((each) => ('told' in each ? each.told : [])),
    ...sources.flatMap(({ value, tell }) => tell(lintSource(value))),
    ...lintTogether(sources),
  ];
}

/** Files that look like ours and are never read. */
export function unreadFindings(folders: readonly string[] = [SERVICES, SOURCES, REGIONS]): string[] {
  const isMissed = (name: string): boolean => /\.ya?ml$/iu.test(name) && !name.endsWith('.yaml');
  return folders.flatMap((folder) =>
    yamlIn(folder, isMissed).map((file) => `${file}: 名字要以 .yaml 结尾，不然读不到`),
  );
}

/** Of regions, each against the definitions and against what comes out without it. */
export async function regionFindings(
  definitions: readonly Definition[],
  files: readonly string[] = yamlIn(REGIONS),
): Promise<string[]> {
  const found = await Promise.all(
    files.map(async (file) => {
      const read = attempt(() => readYamlFile(file, regionFile));
      if (!('value' in read)) return read.told;
      const { value: region, tell } = read.value;
      return tell(await lintWholeRegion(region, definitions));
    }),
  );
  return found.flat();
}

/** Services that the negative list and the counter requests name and that are not there. */
export function namedFindings(definitions: readonly Definition[]): string[] {
  const services = new Set(definitions.map(({ written }) => written.service));
  const list = openNegativeList();
  const requests = openRequests();
  const isKnown = new Set([
    'none',
    ...services,
    ...list.value.refused.map(({ category }) => `refused-proof:${category}`),
  ]);
  const missing = (path: Finding['path'], name: string): Finding => ({
    path,
    message: `没有 ${name}`,
  });
  return [
    ...list.tell(
      list.value.refused.flatMap(({ instead }, at) =>
        instead === undefined || services.has(instead) ? [] : [missing(['refused', at, 'instead'], instead)],
      ),
    ),
    ...requests.tell(
      requests.value.requests.flatMap(({ by }, at) =>
        isKnown.has(by) ? [] : [missing(['requests', at, 'by'], by)],
      ),
    ),
  ];
}

export type Attempt<T> = { readonly value: T } | { readonly told: readonly string[] };

/** A fault of the file is told; any other is thrown on. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() };
  } catch (fault) {
    if (fault instanceof RuleFault) return { told: fault.message.split('\n') };
    throw fault;
  }
}

function yamlIn(folder: string, isWanted = (name: string) => name.endsWith('.yaml')): string[] {
  return readdirSync(folder)
    .filter(isWanted)
    .toSorted()
    .map((name) => join(folder, name));
}
