/** The texts are too long for the paper. `where` may name a column of a table or a field; never a text. */
export class PageFull extends Error {
  readonly code = 'page_full';
  readonly where: string;

  constructor(where = 'page') {
    super(`the texts do not fit: ${where}`);
    this.name = 'PageFull';
    this.where = where;
  }
}
