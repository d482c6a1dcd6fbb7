import { expect, it } from 'vitest';
import { setDocument } from '#printers/page/document/set-document.ts';
import { writePdf } from '#printers/page/pdf/write-pdf.ts';
import { residenceDocument } from '#printers/page/residence/residence-document.ts';
import { textOf } from '../paper.ts';
import { SAMPLE, testFonts } from '../sample.ts';
import { openBench } from '../verdicts.ts';

const NAME = 'ئابدۇرەھمان ئابدۇكېرىم';
const TITLE = 'ياشاش ئىسپاتى';

it('sets Uyghur in the title, in the names of facts and in the certificate, joined and sound for the archive', async () => {
  const fonts = await testFonts();
  const residence = residenceDocument({ ...SAMPLE, name: NAME, address: '样例路12号 ئاقتۇ' });
  const [, ...blocks] = residence.blocks;
  const facts = {
    kind: 'facts',
    pairs: [
      { name: 'ئىسمى', value: NAME },
      { name: '姓名', value: '王样例' },
    ],
  } as const;
  const sheets = setDocument(
    { ...residence, blocks: [{ kind: 'title', text: TITLE }, facts, ...blocks] },
    fonts,
  );
  const pdf = await writePdf(sheets, fonts, { title: 'test', at: new Date(0) });
  const text = textOf(pdf).replace(/[\u202a-\u202e]/gu, '');
  for (const word of [...TITLE.split(' '), ...NAME.split(' '), 'ئىسمى', 'ئاقتۇ', '610202195403123022'])
    expect(text).toContain(word);
  // Nothing Arabic is left that was not joined.
  const alone = sheets.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === 'text' && mark.says === undefined ? mark.glyphs : [])),
  );
  expect(alone.filter(({ char }) => /\p{Script=Arabic}/u.test(char))).toEqual([]);
  const bench = openBench();
  expect(bench.preflight(pdf)).toContain('is a valid PDF/A-1b file');
  bench.qpdf(pdf);
  bench.clear();
});
