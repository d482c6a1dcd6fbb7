import { readFileSync } from 'node:fs';
import type { GenericSchema, InferOutput } from 'valibot';
import { safeParse } from 'valibot';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { override } from './environment.ts';
import { explanation } from './explanation.ts';
import { SettingsFault } from './settings-fault.ts';

export interface Wanted<S extends GenericSchema> {
  /** Path of a YAML file; undefined when everything comes from the schema's defaults and the environment. */
  readonly file: string | undefined;
  readonly schema: S;
  readonly envPrefix: 'LINLI_AGENT' | 'LINLI_SERVER';
  readonly env?: NodeJS.ProcessEnv;
}

function textOf(file: string | undefined): string {
  if (file === undefined) return '';
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SettingsFault('unreadable', `${file}: cannot be read; name a settings file that exists`, {
      cause,
    });
  }
}

/** YAML 1.2 core schema: `yes`, `on` and dates stay text. */
function documentOf(file: string, text: string, lines: LineCounter): Document {
  const document = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    throw new SettingsFault('broken_yaml', `${file}:${line}: not YAML: ${error.message}`, { cause: error });
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new SettingsFault('wrong_settings', `${file}:1: expected keys with values (name: value)`);
  }
  return document;
}

/**
 * A settings file, checked. Single values may come from the environment instead: LINLI_SERVER_LISTEN_PORT=8081 stands
 * for `listen.port`, LINLI_AGENT_SCREEN_SHORT_SIDE_MM for `screen.shortSideMm`.
 * @throws SettingsFault whose message names each place (file and line, or variable), what is wrong and what would be right.
 */
export function readSettings<S extends GenericSchema>({
  file,
  schema,
  envPrefix,
  env = process.env,
}: Wanted<S>): InferOutput<S> {
  const lines = new LineCounter();
  const name = file ?? 'settings';
  const document = documentOf(name, textOf(file), lines);
  const overridden = override(document, schema, envPrefix, env);
  const parsed = safeParse(schema, document.toJS() ?? {});
  if (parsed.success) return parsed.output;
  const source = { file: name, document, lines, schema, overridden };
  const sentences = parsed.issues.map((issue) => explanation(source, issue));
  throw new SettingsFault('wrong_settings', sentences.join('\n'));
}
