/**
 * How long a residence certificate takes to draw, cold and warm, and how large it is; the same page by pdfkit and
 * pdfmake in the same run, in turn. One JSON line a figure on stdout.
 */
import { execFileSync } from 'node:child_process';
import { readFonts } from './certificate/page.ts';
import { percentile, print } from './report/figure.ts';

const WARM_UP = 15;
const ROUNDS = 40;
const COLD_ROUNDS = 3;

type Draw = () => Promise<Uint8Array>;

/** Each imports and opens what it needs on call, so that a fresh process measures the whole of it. */
const DRAWERS: Record<string, () => Promise<Draw>> = {
  linli: async () => {
    const { loadFonts, installedFallback } = await import('#printers/page/fonts.ts');
    const { renderResidenceCertificate } = await import('#printers/page/residence/residence-certificate.ts');
    const { SAMPLE } = await import('../test/printers/page/sample.ts');
    const fonts = await loadFonts({ fallback: await installedFallback() });
    return () => renderResidenceCertificate(SAMPLE, fonts);
  },
  pdfkit: async () => {
    const { pdfkitPage } = await import('./certificate/pdfkit-page.ts');
    const fonts = readFonts();
    return () => pdfkitPage(fonts);
  },
  pdfmake: async () => {
    const { pdfmakePage } = await import('./certificate/pdfmake-page.ts');
    const fonts = readFonts();
    return () => pdfmakePage(fonts);
  },
};
const NAMES = Object.keys(DRAWERS);
const PEERS = NAMES.filter((name) => name !== 'linli');

const [mode, name] = process.argv.slice(2);
if (mode === '--cold') console.log(await coldMs(name ?? ''));
else await measure();

async function measure(): Promise<void> {
  report('cold', 'ms', (drawer) => medianOf(coldRounds(drawer)));
  const { timesMs, sizes } = await warmRounds();
  const warmMs = (drawer: string) => medianOf(timesMs.get(drawer) ?? []);
  report('warm_median', 'ms', warmMs);
  report('size', 'bytes', (drawer) => sizes.get(drawer) ?? Number.NaN);
  const value = warmMs('linli') / Math.min(...PEERS.map(warmMs));
  const against = 'the faster of pdfkit and pdfmake; aim at most 1';
  print({ bench: 'certificate', figure: 'warm_ratio', value, unit: 'ratio', against });
}

/** Ours, against the peers' in the same run. */
function report(figure: string, unit: string, of: (drawer: string) => number): void {
  const against = PEERS.map((peer) => `${peer} ${Math.round(of(peer))} ${unit}`).join(', ');
  print({ bench: 'certificate', figure, value: of('linli'), unit, against });
}

/** In a fresh process, from the first import to the last byte. */
function coldRounds(drawer: string): number[] {
  return Array.from({ length: COLD_ROUNDS }, () =>
    Number(execFileSync(process.execPath, [import.meta.filename, '--cold', drawer], { encoding: 'utf8' })),
  );
}

async function coldMs(drawer: string): Promise<number> {
  const start = performance.now();
  const draw = await DRAWERS[drawer]?.();
  await draw?.();
  return performance.now() - start;
}

async function warmRounds() {
  const draws = new Map<string, Draw>();
  for (const [each, prepare] of Object.entries(DRAWERS)) draws.set(each, await prepare());
  const timesMs = new Map<string, number[]>(NAMES.map((each) => [each, []]));
  const sizes = new Map<string, number>();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [each, draw] of draws) {
      const start = performance.now();
      const { length } = await draw();
      if (round >= WARM_UP) timesMs.get(each)?.push(performance.now() - start);
      sizes.set(each, length);
    }
  }
  return { timesMs, sizes };
}

function medianOf(values: readonly number[]): number {
  return percentile(values, 0.5);
}
