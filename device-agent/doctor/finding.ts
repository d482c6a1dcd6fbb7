/** What was found of one device, in words for the technician. */
export interface Finding {
  readonly verdict: 'good' | 'warning' | 'wrong';
  readonly device: string;
  /** One line: how it is. */
  readonly says: string;
  /** What it is: path, number, driver; a line each. */
  readonly facts?: readonly string[] | undefined;
  readonly mend?: Mend | undefined;
}

/** What to do about it: one line, and the commands that do it, a line each, where there are any. */
export interface Mend {
  readonly todo: string;
  readonly run?: string | undefined;
}

/** Facts on one line; those that are not known are left out. */
export function sideBySide(...facts: readonly (string | undefined)[]): string {
  return facts.filter((fact) => fact).join('  ');
}
