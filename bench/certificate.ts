/**
 * How long a residence certificate takes to draw, cold and warm, and how large it is; the same page by pdfkit and
 * pdfmake in the same run, in turn. One JSON line a figure on stdout.
 */
import { execFileSync } from 'node:child_process';
import { readFonts } from './certificate/page.ts';

const WARM_UP = 15;
const ROUNDS = 40;
const COLD_ROUNDS = 3;

type Draw = () => Promise<Uint8Array>;

/** Each imports and opens what it needs on call, so that a fresh process measures the whole of it. */
const DRAWERS: Record<string, () => Promise<Draw>> = {
  linli: async () => {
    const { loadFonts, installedFallback } = await import('#printers/page/fonts.ts');
    const { renderResidenceCertificate } = await import('#printers/page/residence-certificate.ts');
    const { data } = await import('./certificate/page.ts');
    const fonts = await loadFonts({ fallback: await installedFallback() });
    return () => renderResidenceCertificate(data, fonts);
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

const [mode, name] = process.argv.slice(2);
if (mode === '--cold') console.log(await coldMs(name ?? ''));
else await measure();

async function measure(): Promise<void> {
  for (const each of NAMES) report('cold', medianOf(coldRounds(each)), 'ms', each);
  const { timesMs, sizes } = await warmRounds();
  const warm = new Map(NAMES.map((each) => [each, medianOf(timesMs.get(each) ?? [])]));
  for (const each of NAMES) report('warm_median', warm.get(each) ?? Number.NaN, 'ms', each);
  for (const each of NAMES) report('size', sizes.get(each) ?? Number.NaN, 'bytes', each);
  const fasterPeer = Math.min(warm.get('pdfkit') ?? Number.NaN, warm.get('pdfmake') ?? Number.NaN);
  report(
    'warm_ratio',
    (warm.get('linli') ?? Number.NaN) / fasterPeer,
    'ratio',
    'faster of pdfkit and pdfmake',
  );
}

function report(figure: string, value: number, unit: string, against: string): void {
  const line = { bench: 'certificate', figure, value: Number(value.toFixed(2)), unit, against };
  console.log(JSON.stringify(line));
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
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
