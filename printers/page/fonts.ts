/** The font chain: Noto Serif SC, and Noto Naskh for Arabic letters, then configured fonts for whatever they lack. */

import { access, constants, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { codePointNames } from './code-points.ts';
import { Face, FontFault } from './face.ts';
import { byArabic, isArabic, turns } from './scripts.ts';

export type Weight = 'regular' | 'bold';

/** Which face draws a code point. `thickened`: there is no bold cut of it, so the pen is made broader. */
export interface Cut {
  readonly face: Face;
  readonly thickened: boolean;
}

/**
 * Where Debian puts them. With HanaMin (fonts-hanazono) the chain covers level 3 of GB 18030-2022, with NanumMyeongjo
 * (fonts-nanum) every Korean syllable.
 */
const USUAL_FALLBACK = [
  '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf',
  '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
  '/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf',
];

type Cuts = Record<Weight, readonly Cut[]>;

export class FontChain {
  readonly #cuts: Cuts;
  readonly #arabic: Cuts;

  constructor(han: Record<Weight, Face>, arabic: Record<Weight, Face>, fallback: readonly Face[]) {
    this.#cuts = cutsOf(han, fallback);
    this.#arabic = cutsOf(arabic, fallback);
  }

  /** Code points (each once, in order) that no font of the chain can draw. */
  missingGlyphs(text: string): number[] {
    const codePoints = new Set(Array.from(text, (char) => codePointOf(char)));
    return [...codePoints].filter((codePoint) => this.find(codePoint, 'regular') === undefined);
  }

  /** The first cut of the chain that draws the code point. */
  find(codePoint: number, weight: Weight): Cut | undefined {
    const cuts = isArabic(String.fromCodePoint(codePoint)) ? this.#arabic : this.#cuts;
    return cuts[weight].find(({ face }) => face.draws(codePoint));
  }

  /** As `find`, for text whose coverage was checked before. */
  cut(codePoint: number, weight: Weight): Cut {
    const cut = this.find(codePoint, weight);
    if (cut === undefined) throw new GlyphsMissing([codePoint]);
    return cut;
  }

  /** Width in em of text set without spacing, its letters joined where they join. */
  width(text: string, weight: Weight): number {
    if (!turns(text)) return this.#widthOneByOne(text, weight);
    const widths = byArabic(text).map((part) =>
      isArabic(part)
        ? this.cut(codePointOf(part), weight).face.shape(part).width
        : this.#widthOneByOne(part, weight),
    );
    return widths.reduce((sum, width) => sum + width, 0);
  }

  #widthOneByOne(text: string, weight: Weight): number {
    let width = 0;
    for (const char of text) {
      const codePoint = codePointOf(char);
      width += this.cut(codePoint, weight).face.advance(codePoint);
    }
    return width;
  }
}

function cutsOf({ regular, bold }: Record<Weight, Face>, fallback: readonly Face[]): Cuts {
  const plain = [regular, ...fallback];
  return {
    regular: plain.map((face) => ({ face, thickened: false })),
    bold: [{ face: bold, thickened: false }, ...plain.map((face) => ({ face, thickened: true }))],
  };
}

/** Some characters can be drawn by no font: nothing was drawn at all. The message says no name, only code points. */
export class GlyphsMissing extends Error {
  readonly codePoints: readonly number[];

  constructor(codePoints: readonly number[]) {
    super(`no font draws ${codePointNames(codePoints)}`);
    this.name = 'GlyphsMissing';
    this.codePoints = codePoints;
  }
}

/**
 * Opens Noto Serif SC and names the other fonts (TrueType files), which are read when a character first needs
 * them. Throws `FontFault` when a file is not there, or is no font.
 */
export async function loadFonts({ fallback }: { fallback: readonly string[] }): Promise<FontChain> {
  await Promise.all(fallback.map(assertFont));
  const chain = new FontChain(
    {
      regular: packaged('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
      bold: packaged('noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
    },
    {
      regular: packaged('noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
      bold: packaged('noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf'),
    },
    fallback.map((path) => new Face(path)),
  );
  for (const weight of ['regular', 'bold'] as const) chain.width('居住证明', weight); // parse now, not at the first resident
  return chain;
}

/** Those of the usual fallback fonts that this machine has: the default for `fallback`. */
export async function installedFallback(): Promise<string[]> {
  const found = await Promise.all(USUAL_FALLBACK.map(isReadable));
  return USUAL_FALLBACK.filter((_, index) => found[index]);
}

export function codePointOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function packaged(file: string): Face {
  return new Face(createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`));
}

/** The first four bytes of a font (OpenType specification, table directory): TrueType outlines, or CFF. */
const SFNT_VERSIONS: ReadonlySet<number> = new Set([0x00010000, 0x74727565, 0x4f54544f]);

/** Told now, and not by the first resident whose name needs it. */
async function assertFont(path: string): Promise<void> {
  const head = Buffer.alloc(4);
  try {
    await using file = await open(path);
    await file.read(head);
  } catch (cause) {
    throw new FontFault('font_unreadable', path, cause);
  }
  if (!SFNT_VERSIONS.has(head.readUInt32BE())) throw new FontFault('font_unusable', path);
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
