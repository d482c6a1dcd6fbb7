/** The registers of the simulated departments: invented people, one file a source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  array,
  boolean,
  type InferOutput,
  looseObject,
  null_,
  number,
  object,
  parse,
  record,
  strictObject,
  string,
  union,
} from 'valibot';
import { parse as parseYaml } from 'yaml';

const scalar = union([string(), number(), boolean(), null_()]);
const registerFile = strictObject({
  source: string(),
  people: record(string(), record(string(), union([scalar, array(record(string(), scalar))]))),
});
const titles = looseObject({ department: object({ zh: string() }), title: object({ zh: string() }) });

/** What a department sends of one person, by its own field names. */
export type PersonRecord = InferOutput<typeof registerFile>['people'][string];

export interface Register {
  readonly source: string;
  /** Who holds it and what it is called, as in server/sources/. */
  readonly department: string;
  readonly title: string;
  /** By identity number. Whoever is missing is not found. */
  readonly people: ReadonlyMap<string, PersonRecord>;
}

const RECORDS_FOLDER = fileURLToPath(new URL('records', import.meta.url));
const SOURCES_FOLDER = fileURLToPath(new URL('../../../server/sources', import.meta.url));

export function readRegisters(folder: string = RECORDS_FOLDER): Register[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => {
    const { source, people } = parse(registerFile, yamlOf(join(folder, file)));
    const { department, title } = parse(titles, yamlOf(join(SOURCES_FOLDER, `${source}.yaml`)));
    return { source, department: department.zh, title: title.zh, people: new Map(Object.entries(people)) };
  });
}

/** Core schema: days and `yes` stay text. */
function yamlOf(path: string): unknown {
  return parseYaml(readFileSync(path, 'utf8'), { schema: 'core' });
}
