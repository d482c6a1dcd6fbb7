/** What a hand may do to the devices: the closed list of commands the page may send. */
import {
  type InferOutput,
  literal,
  maxLength,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
  variant,
} from 'valibot';
import { DEPARTMENT_SWITCHES } from './departments-link.ts';

const cardFileName = pipe(string(), regex(/^[\w-]{1,64}\.json$/));

const toReader = variant('do', [
  strictObject({ device: literal('reader'), do: literal('lay'), card: cardFileName }),
  strictObject({ device: literal('reader'), do: picklist(['lift', 'unplug', 'plug']) }),
]);

const toSlip = strictObject({
  device: literal('slip'),
  do: picklist(['emptyPaper', 'fillPaper', 'openCover', 'closeCover', 'jam', 'clearJam', 'unplug', 'plug']),
});

const toPage = strictObject({
  device: literal('page'),
  do: picklist(['emptyTray', 'fillTray', 'openCover', 'closeCover', 'jam', 'clearJam', 'restart']),
});

const pageFileName = pipe(string(), regex(/^[\w-]{1,64}\.pdf$/));

/** A printed page is held before the scanner. */
const toScanner = strictObject({ device: literal('scanner'), do: literal('show'), paper: pageFileName });

const toDepartments = strictObject({
  device: literal('departments'),
  do: picklist(DEPARTMENT_SWITCHES),
  name: pipe(string(), maxLength(60)),
});

export const command = union([toReader, toSlip, toPage, toScanner, toDepartments]);
export type Command = InferOutput<typeof command>;
