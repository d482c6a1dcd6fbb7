/** The texts are too long for the paper. The message may name a column of a table, never a text. */
export class PageFull extends Error {
  readonly code = 'page_full';

  constructor(where = 'the page') {
    super(`the texts do not fit ${where}`);
    this.name = 'PageFull';
  }
}
