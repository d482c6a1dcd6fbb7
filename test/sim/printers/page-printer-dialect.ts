/** Where page printers differ in what they tell and when they begin. */
export interface PageDialect {
  /** `reasons`: out of paper it says so in its reasons only, like ippeveprinter; `stopped`: its states say so, too. */
  readonly states: 'reasons' | 'stopped';
  /** `zero`: it says for ever that it has printed 0 sides; `no`: it does not speak of sides. */
  readonly counts: 'sides' | 'zero' | 'no';
  /** Others call every job `Untitled`. */
  readonly keepsNames: boolean;
  /** It prints the first page before it has the last byte. */
  readonly streams: boolean;
}

export const PLAIN_DIALECT: PageDialect = {
  states: 'reasons',
  counts: 'sides',
  keepsNames: true,
  streams: false,
};
