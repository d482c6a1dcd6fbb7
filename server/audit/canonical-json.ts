export type Flat = Readonly<Record<string, string | number | boolean | null>>;

/** One text for one value: keys sorted, no spaces (RFC 8785 for flat objects of strings, booleans and integers). */
export function canonicalJson(value: Readonly<Record<string, Flat | Flat[string]>>): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${memberText(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function memberText(value: Flat | Flat[string]): string {
  return typeof value === 'object' && value !== null ? canonicalJson(value) : JSON.stringify(value);
}
