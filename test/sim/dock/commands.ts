/** What a hand may do to the devices: the closed list of commands the page may send. */
import {
  type InferOutput,
  literal,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
  variant,
} from 'valibot';

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

export const command = union([toReader, toSlip, toPage, toScanner]);
export type Command = InferOutput<typeof command>;
