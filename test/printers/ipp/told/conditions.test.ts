import { expect, it } from 'vitest';
import { conditionsOf } from '#printers/ipp/conditions.ts';

it.each([
  ['nothing', 3, ['none'], []],
  [
    'the empty tray of a printer that calls it a warning',
    4,
    ['media-empty-warning', 'media-needed-warning'],
    ['paper_out'],
  ],
  ['the empty tray of a printer that stops', 5, ['media-empty-error'], ['paper_out']],
  [
    'several troubles in the order of urgency',
    5,
    ['media-needed', 'toner-low-report', 'cover-open-error'],
    ['cover_open', 'paper_out', 'toner_low'],
  ],
  ['a jam', 5, ['media-jam-error'], ['jam']],
  ['ink that ran out', 5, ['marker-supply-empty-error'], ['toner_empty']],
  ['a full tray', 5, ['output-area-full-warning'], ['output_full']],
  ['a hot fuser', 5, ['fuser-over-temp-error'], ['overheat']],
  ['an error nobody has heard of', 3, ['xyz-broken-error'], ['device_fault']],
  ['a warning nobody has heard of', 3, ['xyz-broken-warning', 'connecting-to-device'], []],
  ['a stop without a reason', 5, ['none'], ['device_fault']],
  ['a keyword that is also a word of the language', 3, ['constructor-warning'], []],
])('understands %s', (_what, state, reasons, conditions) => {
  expect(conditionsOf(state, reasons)).toEqual(conditions);
});
