/** What the text says; undefined when it is not JSON. No JSON is undefined, and every schema refuses it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
