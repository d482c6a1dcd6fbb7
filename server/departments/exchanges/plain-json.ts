/** JSON that says each thing once. JSON.parse takes the last of two members of one name and keeps silent about the first. */

const MARKS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gu;

/** Of valid JSON: whether one of its objects has two members of the same name, however that is written (RFC 7493, 2.3). */
export function saysTwice(json: string): boolean {
  const open: Set<unknown>[] = [];
  let text = '""';
  for (const [mark] of json.matchAll(MARKS)) {
    if (mark === '{' || mark === '[') open.push(new Set());
    else if (mark === '}' || mark === ']') open.pop();
    else if (mark !== ':') text = mark;
    else if (isKnown(open.at(-1), JSON.parse(text))) return true;
  }
  return false;
}

function isKnown(names: Set<unknown> | undefined, name: unknown): boolean {
  const known = names?.has(name) ?? false;
  names?.add(name);
  return known;
}
