/** Which keys a schema knows at a place: for names of environment variables and for "did you mean". */

interface SchemaParts {
  readonly type?: unknown;
  readonly wrapped?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly options?: readonly unknown[];
  /** Of a record: what stands under every key. */
  readonly value?: unknown;
}

/** The schema under optional(), nullable() and the like. */
function unwrapped(schema: unknown): SchemaParts {
  const parts: SchemaParts = typeof schema === 'object' && schema !== null ? schema : {};
  return parts.wrapped === undefined ? parts : unwrapped(parts.wrapped);
}

/** The keys of an object schema with what stands under each; of a variant, those of all its options. */
function entriesOf(schema: unknown): ReadonlyMap<string, unknown> {
  const { entries, options } = unwrapped(schema);
  if (entries !== undefined) return new Map(Object.entries(entries));
  return new Map((options ?? []).flatMap((option) => [...entriesOf(option)]));
}

export function keysAt(schema: unknown, path: readonly string[]): string[] {
  const [first, ...rest] = path;
  if (first === undefined) return [...entriesOf(schema).keys()];
  return keysAt(entriesOf(schema).get(first) ?? unwrapped(schema).value, rest);
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
