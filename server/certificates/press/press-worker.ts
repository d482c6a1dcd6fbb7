/** The thread of press.ts: keeps the fonts parsed and draws one page after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { PageFull } from '#printers/page/document/page-full.ts';
import { type DatedDocument, renderDocument } from '#printers/page/document/render-document.ts';
import { fact, plain, strong } from '#printers/page/document/spans.ts';
import { GlyphsMissing, installedFallback, loadFonts } from '#printers/page/fonts.ts';
import { dressSlip } from '#printers/slip/dress-slip.ts';
import { type PressAnswer, type PressOrder, type PressWork, READY } from './press-words.ts';

/** Drawn once at the start, so that the first resident does not wait for a cold compiler. */
const SPECIMEN: DatedDocument = {
  title: '样例',
  issuedAt: { date: '2000-01-01', time: '00:00' },
  document: {
    form: 'statement',
    header: { number: '000000000000-2000-000000', copy: 1 },
    blocks: [
      { kind: 'title', text: '样例' },
      { kind: 'facts', pairs: [{ name: '姓名', value: '样例' }] },
      { kind: 'paragraph', wordings: [[fact('样例省样例市样例区样例路一号', 'breakable'), plain('。')]] },
      { kind: 'signature', issuer: '样例社区居民委员会', date: '2000-01-01', sealUse: '样例专用章' },
    ],
    foot: { code: { url: 'HTTPS://EXAMPLE.CN/C', digits: '1'.repeat(700) }, words: [[strong('样例')]] },
  },
};

const port = parentPort;
if (port === null) throw new Error('press-worker.ts is started by press.ts');
const { fallback } = workerData as PressWork;
const fonts = await loadFonts({ fallback: fallback.length > 0 ? fallback : await installedFallback() });
await renderDocument(SPECIMEN, fonts);
dressSlip({ lines: [{ kind: 'pair', name: '样例', value: '㐀' }] }, fonts);
port.on('message', (order: PressOrder) => {
  void press(order).then((answer) =>
    port.postMessage(answer, answer.kind === 'pressed' ? [answer.pdf.buffer as ArrayBuffer] : []),
  );
});
port.postMessage(READY);

async function press(order: PressOrder): Promise<PressAnswer> {
  const { id } = order;
  try {
    if (order.kind === 'slip') return { id, kind: 'dressed', slip: dressSlip(order.slip, fonts) };
    const { pdf, pages } = await renderDocument(order.document, fonts, { signature: order.signature });
    return { id, kind: 'pressed', pdf: Uint8Array.from(pdf), pages };
  } catch (fault) {
    if (fault instanceof GlyphsMissing) return { id, kind: 'glyphs_missing', codePoints: fault.codePoints };
    if (fault instanceof PageFull) return { id, kind: 'text_too_long' };
    return { id, kind: 'broken', fault: fault instanceof Error ? fault.name : typeof fault };
  }
}
