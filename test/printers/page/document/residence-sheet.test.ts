import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { setDocument } from '#printers/page/document/set-document.ts';
import { residenceDocument } from '#printers/page/residence/residence-document.ts';
import { LONG_ADDRESS, LONG_NAME, RARE_NAME, SAMPLE, testFonts } from '../sample.ts';

/**
 * The sheets as they were when this certificate had a layout of its own (commit df3c53d): every mark and place. Whoever
 * changes the look of the paper on purpose writes the new hash here.
 */
it.each([
  ['the sample', {}, 'd084da55899c7c4ffd71577d38e03e53c60304d8e3ea566a4789b717fb77c9e2'],
  [
    'a name of 30 characters',
    { name: LONG_NAME },
    '0adb7be51b9e170e47087460dd531789aa2ceec68f19ac26ccc73412155491e1',
  ],
  [
    'an address in smaller type',
    { address: LONG_ADDRESS },
    '2620684a9166391fd543a4a77c108372f07e79392a5c2ff30c1306a5c5bec66e',
  ],
  [
    'a rare name on a second copy',
    { name: RARE_NAME, copy: 2 },
    '352a98952a57874e17e965ba0287e42c0157d33bdd5b401ad462debb36469f6e',
  ],
])('draws %s mark for mark as it always did', async (_, changed, hash) => {
  const [sheet] = setDocument(residenceDocument({ ...SAMPLE, ...changed }), await testFonts());
  expect(createHash('sha256').update(JSON.stringify(sheet)).digest('hex')).toBe(hash);
});
