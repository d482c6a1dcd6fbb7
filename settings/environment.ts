/** Environment variables in place of single values: LINLI_SERVER_LISTEN_PORT stands for `listen.port` of server.yaml. */
import { type Document, isMap, isScalar, parse } from 'yaml';
import { type Leaf, leavesOf } from './schema-keys.ts';
import { SettingsFault } from './settings-fault.ts';

function nameOf(prefix: string, path: readonly string[]): string {
  const words = path.map((key) => key.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase());
  return [prefix, ...words].join('_');
}

/** Only a value that is not text is read as YAML: a code such as 0123 must stay as it was written. */
function scalar(leaf: Leaf, text: string): unknown {
  if (leaf.isText) return text;
  try {
    return parse(text, { schema: 'core' });
  } catch {
    return text; // the schema then says what was expected
  }
}

/** A section that the file leaves empty is made; where something else stands in its place, the schema will say so. */
function put(document: Document, path: readonly string[], value: unknown): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const section = document.getIn(path.slice(0, depth), true);
    if (section === undefined || isMap(section)) continue;
    if (!isScalar(section) || section.value !== null) return;
    document.deleteIn(path.slice(0, depth));
  }
  document.setIn(path, value);
}

/**
 * Puts the environment's values into the document. Answers the variable's name by dotted path.
 * @throws SettingsFault for a variable with this prefix that stands for nothing.
 */
export function override(document: Document, schema: unknown, prefix: string, env: NodeJS.ProcessEnv) {
  const leaves = new Map(leavesOf(schema).map((leaf) => [nameOf(prefix, leaf.path), leaf]));
  const names = new Map<string, string>();
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(`${prefix}_`) || text === undefined) continue;
    const leaf = leaves.get(name);
    if (leaf === undefined) {
      const known = [...leaves.keys()].join(', ');
      throw new SettingsFault(
        'wrong_settings',
        `environment: ${name} stands for no setting; known: ${known}`,
      );
    }
    put(document, leaf.path, scalar(leaf, text));
    names.set(leaf.path.join('.'), name);
  }
  return names;
}
