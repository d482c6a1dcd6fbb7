/** Which keys a schema knows at a place: for names of environment variables and for "did you mean". */

interface SchemaParts {
  readonly type?: unknown;
  readonly key?: unknown;
  readonly wrapped?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly options?: readonly unknown[];
  /** Of a list: what each part is. */
  readonly item?: unknown;
  /** Of a record: what stands under every key. */
  readonly value?: unknown;
  /** Of a schema that depends on what was written. */
  readonly getter?: (written: unknown) => unknown;
}
type Step = string | number;

/** The schema under optional(), nullable(), lazy() and the like. */
function unwrapped(schema: unknown, written?: unknown): SchemaParts {
  const parts: SchemaParts = typeof schema === 'object' && schema !== null ? schema : {};
  if (parts.wrapped !== undefined) return unwrapped(parts.wrapped, written);
  return parts.getter === undefined ? parts : unwrapped(parts.getter(written), written);
}

/** The keys of an object schema with what stands under each; of a variant, those of all its options. */
function entriesOf(schema: unknown): ReadonlyMap<string, unknown> {
  const { entries, options } = unwrapped(schema);
  if (entries !== undefined) return new Map(Object.entries(entries));
  return new Map((options ?? []).flatMap((option) => [...entriesOf(option)]));
}

/** `written`: what stands at the place of the schema; of a variant only the options of the written kind count. */
export function keysAt(schema: unknown, path: readonly Step[], written?: unknown): string[] {
  const parts = unwrapped(schema, written);
  const options = parts.options === undefined ? [parts] : matching(parts, written);
  const [first, ...rest] = path;
  if (first === undefined) return [...new Set(options.flatMap(({ entries = {} }) => Object.keys(entries)))];
  const below = partOf(written, first);
  return [...new Set(options.flatMap((option) => keysAt(under(option, first), rest, below)))];
}

/** Of a variant those options whose kind was written; all of them where none was. */
function matching({ key, options = [] }: SchemaParts, written: unknown): SchemaParts[] {
  const all = options.map((option) => unwrapped(option, written));
  if (typeof key !== 'string') return all;
  const kind = partOf(written, key);
  const those = all.filter(({ entries = {} }) => kindsOf(entries[key]).includes(kind));
  return those.length > 0 ? those : all;
}

function kindsOf(schema: unknown): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('literal' in schema) return [schema.literal];
  return 'options' in schema && Array.isArray(schema.options) ? schema.options : [];
}

function under({ entries, item, value }: SchemaParts, step: Step): unknown {
  if (typeof step === 'number') return item;
  return entries !== undefined && Object.hasOwn(entries, step) ? entries[step] : value;
}

function partOf(written: unknown, step: Step): unknown {
  if (typeof written !== 'object' || written === null || !Object.hasOwn(written, step)) return undefined;
  return (written as Readonly<Record<Step, unknown>>)[step];
}

export interface Leaf {
  readonly path: readonly string[];
  /** Text is what it takes, among other things or alone. */
  readonly isText: boolean;
}

/** Every single value a schema knows, by its path from the root. */
export function leavesOf(schema: unknown, path: readonly string[] = []): Leaf[] {
  const entries = entriesOf(schema);
  if (entries.size === 0) return [{ path, isText: takesText(schema) }];
  return [...entries].flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
}

function takesText(schema: unknown): boolean {
  const { type, options = [] } = unwrapped(schema);
  return type === 'string' || options.some(takesText);
}
