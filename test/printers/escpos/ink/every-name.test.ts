import { beforeAll, expect, it, onTestFinished } from 'vitest';
import type { SlipProfile } from '#printers/escpos/profile.ts';
import { profile } from '#printers/escpos/profiles/plain.ts';
import { escposSlipDriver, type SlipDriverOptions } from '#printers/escpos/slip-driver.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import type { Slip } from '#printers/slip/slip.ts';
import type { PaperRow } from '#sim/printers/slip-printer-paper.ts';
import { testFonts } from '../../page/sample.ts';
import { Print } from '../slip-bench.ts';
import { SlipFarEnd } from '../slip-far-end.ts';

/** In the first font, in a fallback font; of two bytes and of four. */
const NAME = '𬭎䶮㛃𠅤𫟷';
const UYGHUR = 'ئابدۇرەھمان';
const line = (text: string) => ({ kind: 'text', text, align: 'left', size: 'normal', bold: false }) as const;
const RECEIPT: Slip = {
  lines: [
    line('办理小票'),
    { kind: 'pair', name: '给谁', value: NAME },
    line('请取走证明'),
    line(`王${NAME}`),
  ],
};

let receipt: Slip;
beforeAll(async () => {
  receipt = dressSlip(RECEIPT, await testFonts());
});

function printOn(
  far: SlipFarEnd,
  means: Partial<SlipProfile>,
  document: Slip = receipt,
  options: Partial<SlipDriverOptions> = {},
) {
  const limits = { answerWithinMs: 1000, pollMs: 1, lostAfterMs: 2000, completeWithinMs: 5000 };
  const model = { ...profile, ...means };
  const driver = escposSlipDriver({ open: far.connect, profile: model, ...limits, ...options });
  onTestFinished(() => driver.close());
  return new Print(driver, document).ended;
}

const shapesIn = (row: PaperRow | undefined): unknown[] =>
  row?.kind === 'text' ? row.glyphs.map(({ shape }) => shape) : [];

it('prints each character of a rare name with the dots that the server drew', async () => {
  const far = new SlipFarEnd();
  expect(await printOn(far, { userGlyphs: 6 })).toMatchObject({ type: 'done' });
  const name = Array.from(NAME, (character) => receipt.glyphs?.[character]);
  expect(new Set(name).size).toBe(5);
  const [, pair, plain, last] = far.papers[0] ?? [];
  expect(shapesIn(pair).slice(-5)).toEqual(name);
  expect(shapesIn(plain)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(shapesIn(last)).toEqual([undefined, ...name]);
});

it('prints the row as a picture where the printer keeps too few shapes', async () => {
  const far = new SlipFarEnd();
  expect(await printOn(far, { userGlyphs: 4, raster: true })).toMatchObject({ type: 'done' });
  const rows = far.papers[0] ?? [];
  expect(rows.map(({ kind }) => kind)).toEqual(['text', 'dots', 'text', 'dots']);
  expect(rows[1]).toMatchObject({ rowBytes: 72, height: 24 });
  expect(rows[3]).toMatchObject({ rowBytes: 18, height: 24, align: 'left' });
});

it.each([
  ['a rare name', {}, () => receipt, 'U+36C3 U+4DAE U+20164 U+2B7F7 U+2CB4E'],
  ['more shapes than it keeps', { userGlyphs: 4 }, () => receipt, 'U+36C3 U+4DAE U+20164 U+2B7F7 U+2CB4E'],
  [
    'a slip that nobody dressed',
    { userGlyphs: 6, raster: true },
    () => ({ lines: [line('王𬭎')] }),
    'U+2CB4E',
  ],
])('refuses %s before the first byte, naming the characters', async (_, means, document, codePoints) => {
  const far = new SlipFarEnd();
  const end = await printOn(far, means, document());
  expect(end).toEqual({ type: 'not_printed', reason: `glyphs_missing ${codePoints}` });
  expect(far.heard).toHaveLength(0);
});

it('prints Uyghur as a picture, and refuses it where the printer takes none', async () => {
  const document = dressSlip({ lines: [line(UYGHUR)] }, await testFonts());
  const far = new SlipFarEnd();
  expect(await printOn(far, { raster: true }, document)).toMatchObject({ type: 'done' });
  const [picture] = document.lines;
  if (picture?.kind !== 'dots') throw new Error('no picture');
  const { bits, width, height } = picture;
  expect(far.papers[0]).toEqual([
    { kind: 'dots', align: 'right', rowBytes: Math.ceil(width / 8), height, bits, feed: 6 },
  ]);
  const other = new SlipFarEnd();
  expect(await printOn(other, { userGlyphs: 10 }, document)).toMatchObject({
    type: 'not_printed',
    reason: expect.stringMatching(/^glyphs_missing U\+0626 U\+0627/),
  });
  expect(other.heard).toHaveLength(0);
});

it.each([
  ['shapes', { userGlyphs: 6 }],
  ['pictures', { raster: true }],
])('never calls a slip with %s done that shows another name, wherever the power blinks', async (_, means) => {
  const well = new SlipFarEnd();
  expect(await printOn(well, means)).toMatchObject({ type: 'done' });
  const ends = new Set<string>();
  for (let bytes = 1; bytes <= well.heard.length; bytes += 23) {
    const far = new SlipFarEnd();
    far.after(bytes, far.powerBlink);
    const end = await printOn(far, means, receipt, { completeWithinMs: 20 });
    ends.add(end?.type ?? 'none');
    if (end?.type === 'done') expect(far.papers).toEqual(well.papers);
  }
  expect([...ends].toSorted()).toEqual(['done', 'uncertain']);
});
