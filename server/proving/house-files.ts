/** Every written file of the house, each read on its own, so that one wrong file hides nothing in another. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, type OpenDefinition, openDefinition } from '../definitions/definition-file.ts';
import { RuleFault } from '../rules/rule-fault.ts';
import { isServiceFile, readHouse } from '../services/catalogue.ts';

const server = join(import.meta.dirname, '..');
export const SERVICES_FOLDER = join(server, 'services');

export interface ReadFile {
  readonly file: string;
  readonly open: OpenDefinition;
}

export interface HouseFiles {
  readonly read: readonly ReadFile[];
  /** One line each, of the files that cannot be read. */
  readonly findings: readonly string[];
}

/** Throws RuleFault when the sources or the negative list cannot be read: without them nothing can be said. */
export function readServiceFiles(files: readonly string[] = serviceFiles()): HouseFiles {
  const house = readHouse();
  const read: ReadFile[] = [];
  const findings: string[] = [];
  for (const file of files) {
    try {
      read.push({ file, open: openDefinition(file, readFileSync(file, 'utf8'), house) });
    } catch (fault) {
      findings.push(...toldBy(fault));
    }
  }
  return { read, findings };
}

/** A fault of the file is told; any other is thrown on. */
export function toldBy(fault: unknown): readonly string[] {
  if (fault instanceof RuleFault) return fault.message.split('\n');
  throw fault;
}

export function definitionsIn({ read }: HouseFiles): readonly Definition[] {
  return read.map(({ open }) => open.definition);
}

function serviceFiles(): string[] {
  return readdirSync(SERVICES_FOLDER)
    .filter(isServiceFile)
    .map((name) => join(SERVICES_FOLDER, name));
}
