import type { GenericSchema, InferOutput } from 'valibot';
import { safeParse } from 'valibot';
import { type Document, isMap, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { readBounded } from './bounded-file.ts';
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

/** A hundred times what a kiosk needs; whatever is longer is another file, named by mistake. */
const MAX_FILE_BYTES = 64 * 1024;

function textOf(file: string | undefined): string {
  if (file === undefined) return '';
  const bytes = bytesOf(file);
  if (bytes.length > MAX_FILE_BYTES)
    throw new SettingsFault(
      'unreadable',
      `${file}: longer than ${MAX_FILE_BYTES} bytes; no settings file is`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SettingsFault('unreadable', `${file}: not UTF-8 text; save it as UTF-8`, { cause });
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readBounded(file, MAX_FILE_BYTES);
  } catch (cause) {
    const message = `${file}: cannot be read; name a settings file that exists`;
    throw new SettingsFault('unreadable', message, { cause });
  }
}

/** A code, or a number in hex as lsusb prints it: YAML would read 0483 as 483. */
const PADDED_NUMBER = /^[-+]?0\d/u;

/** YAML 1.2 core schema: `yes`, `on` and dates stay text. An alias could stand for more than memory holds. */
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
  const lineOf = (node: Node) => lines.linePos(node.range?.[0] ?? 0).line;
  visit(document, {
    Alias(_, alias) {
      throw new SettingsFault(
        'broken_yaml',
        `${file}:${lineOf(alias)}: *${alias.source}: aliases are not followed; write it out`,
      );
    },
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'number' || !PADDED_NUMBER.test(scalar.source ?? '')) return;
      const { source = '' } = scalar;
      throw new SettingsFault(
        'wrong_settings',
        `${file}:${lineOf(scalar)}: ${source}: a number does not begin with 0; write '${source}' or 0x${source}`,
      );
    },
  });
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
