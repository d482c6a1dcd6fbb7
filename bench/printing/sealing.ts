/** What a drawn page takes to become PDF/A, and to be sealed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { installedFallback, loadFonts } from '#printers/page/fonts.ts';
import { makeArchival } from '#printers/page/pdf/archive.ts';
import { renderResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import { sealPdf } from '#printers/page/signature/seal-pdf.ts';
import { signedDataBytes } from '#printers/page/signature/signed-data.ts';
import { keepSeal } from '../../server/keys/seal-key.ts';
import { SAMPLE } from '../../test/printers/page/sample.ts';
import { percentile, print } from '../report/figure.ts';

const WARM_UP = 5;
const ROUNDS = 60;
const ABOUT = { title: '居住证明', at: new Date('2026-11-22T04:00:00Z') };

export async function benchSealing(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'linli-seal-'));
  const seal = await keepSeal(dir, SAMPLE.issuer, ABOUT.at.getTime());
  rmSync(dir, { recursive: true });
  const fonts = await loadFonts({ fallback: await installedFallback() });
  const signature = { bytes: signedDataBytes(seal.certificate), at: ABOUT.at };
  const pdf = await renderResidenceCertificate(SAMPLE, fonts, { signature });
  const sealed = sealPdf(pdf, seal);
  print({
    bench: 'printing',
    figure: 'sealed_size',
    value: sealed.length,
    unit: 'bytes',
    against: 'aim 60000',
  });
  report('pdfa', await rounds(() => archiving(pdf)), 60);
  report('seal', await rounds(async () => timed(() => sealPdf(pdf, seal))), 80);
}

/** A page that is PDF/A already is made so once more: the same work over the same fonts. */
async function archiving(pdf: Uint8Array): Promise<number> {
  const document = await PDFDocument.load(pdf);
  return timed(() => makeArchival(document, ABOUT, Buffer.alloc(16)));
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

async function rounds(round: () => Promise<number>): Promise<number[]> {
  const timesMs: number[] = [];
  for (let at = 0; at < WARM_UP + ROUNDS; at += 1) {
    const ms = await round();
    if (at >= WARM_UP) timesMs.push(ms);
  }
  return timesMs;
}

function report(figure: string, timesMs: readonly number[], aimMs: number): void {
  const p50 = percentile(timesMs, 0.5);
  print({ bench: 'printing', figure: `${figure}_p50`, value: p50, unit: 'ms' });
  const value = percentile(timesMs, 0.95);
  print({ bench: 'printing', figure: `${figure}_p95`, value, unit: 'ms', against: `aim at most ${aimMs}` });
}
