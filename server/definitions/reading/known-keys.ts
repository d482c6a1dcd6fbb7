/** Which keys a shape knows at a place, for "did you mean". */

interface ShapeParts {
  readonly type?: unknown;
  readonly key?: unknown;
  readonly wrapped?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly options?: readonly unknown[];
  /** Of a list: what each part is. */
  readonly item?: unknown;
  /** Of a record: what stands under every key. */
  readonly value?: unknown;
  /** Of a shape that depends on what was written. */
  readonly getter?: (written: unknown) => unknown;
}

/** `written`: what stands in the file at the place of the shape. */
export function knownKeys(shape: unknown, written: unknown, path: readonly (string | number)[]): string[] {
  const parts = settled(shape, written);
  const options = parts.options === undefined ? [parts] : matching(parts, written);
  const [first, ...rest] = path;
  if (first === undefined) return [...new Set(options.flatMap(({ entries = {} }) => Object.keys(entries)))];
  const below = partOf(written, first);
  return [...new Set(options.flatMap((option) => knownKeys(under(option, first), below, rest)))];
}

/** The shape under optional(), lazy() and the like. */
function settled(shape: unknown, written: unknown): ShapeParts {
  const parts: ShapeParts = typeof shape === 'object' && shape !== null ? shape : {};
  if (parts.wrapped !== undefined) return settled(parts.wrapped, written);
  return parts.getter === undefined ? parts : settled(parts.getter(written), written);
}

/** Of a variant those options whose kind was written; all of them where none was. */
function matching({ key, options = [] }: ShapeParts, written: unknown): ShapeParts[] {
  const all = options.map((option) => settled(option, written));
  if (typeof key !== 'string') return all;
  const kind = partOf(written, key);
  const those = all.filter(({ entries = {} }) => kindsOf(entries[key]).includes(kind));
  return those.length > 0 ? those : all;
}

function kindsOf(shape: unknown): readonly unknown[] {
  if (typeof shape !== 'object' || shape === null) return [];
  if ('literal' in shape) return [shape.literal];
  return 'options' in shape && Array.isArray(shape.options) ? shape.options : [];
}

function under({ entries, item, value }: ShapeParts, key: string | number): unknown {
  if (typeof key === 'number') return item;
  return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : value;
}

function partOf(written: unknown, key: string | number): unknown {
  if (typeof written !== 'object' || written === null || !Object.hasOwn(written, key)) return undefined;
  return (written as Readonly<Record<string | number, unknown>>)[key];
}
