/** A slip as a picture (SVG): white thermal paper, one unit is one dot of 1/8 mm. */
import { create } from 'qrcode';
import { rasterPath, shapePath } from './slip/dots.ts';
import type { Align, Glyph, PaperRow } from './slip-printer-paper.ts';

const COLUMN_DOTS = 12;
const FONT_DOTS = 24;
const LINE_DOTS = 32;
const TOP_DOTS = 56;
const BOTTOM_DOTS = 88;
const TOOTH_DOTS = 8;
const SHADOW_DOTS = 16;
const INK = '#26252b';
const FONT = "'Noto Sans Mono CJK SC','Noto Sans CJK SC','Noto Sans SC',monospace";

/** Widths in dots: of the roll, and of what the head reaches. */
export interface Roll {
  readonly paper: number;
  readonly printable: number;
}
export const ROLL_80_MM: Roll = { paper: 640, printable: 576 };
export const ROLL_58_MM: Roll = { paper: 464, printable: 384 };

export function pictureOf(rows: readonly PaperRow[], roll: Roll = ROLL_80_MM): string {
  let y = TOP_DOTS;
  const drawn = rows.map((row) => {
    const { svg, dots } = drawRow(row, y, roll);
    y += dots;
    return svg;
  });
  const height = y + BOTTOM_DOTS;
  const box = [-SHADOW_DOTS, -SHADOW_DOTS, roll.paper + 2 * SHADOW_DOTS, height + 2 * SHADOW_DOTS].join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" font-family="${FONT}" font-size="${FONT_DOTS}" fill="${INK}">
<defs>
<linearGradient id="paper" x2="1" y2="0"><stop offset="0" stop-color="#f3f2ee"/><stop offset=".08" stop-color="#fdfdfb"/><stop offset=".92" stop-color="#fdfdfb"/><stop offset="1" stop-color="#f1f0ec"/></linearGradient>
<filter id="blur"><feGaussianBlur stdDeviation="4"/></filter>
</defs>
<path d="${outline(height, roll)}" transform="translate(0 5)" fill="#000" fill-opacity=".2" filter="url(#blur)"/>
<path d="${outline(height, roll)}" fill="url(#paper)"/>
${drawn.join('\n')}
</svg>
`;
}

interface Drawn {
  readonly svg: string;
  readonly dots: number;
}

/** The teeth of the cutter above and below. */
function outline(height: number, { paper }: Roll): string {
  const teeth = paper / TOOTH_DOTS;
  const zigzag = (step: number) =>
    Array.from(
      { length: teeth },
      (_, at) => `l${step} ${at % 2 === 0 ? -TOOTH_DOTS / 2 : TOOTH_DOTS / 2}`,
    ).join('');
  return `M0 ${TOOTH_DOTS / 2}${zigzag(TOOTH_DOTS)}V${height}${zigzag(-TOOTH_DOTS)}Z`;
}

function drawRow(row: PaperRow, y: number, roll: Roll): Drawn {
  switch (row.kind) {
    case 'text':
      return drawText(row, y, roll);
    case 'qr':
      return drawQr(row, y, roll);
    case 'dots':
      return drawDots(row, y, roll);
    default:
      return row satisfies never;
  }
}

function drawDots(row: Extract<PaperRow, { kind: 'dots' }>, y: number, roll: Roll): Drawn {
  const place = `translate(${left(row.align, row.rowBytes * 8, roll)} ${y})`;
  const path = rasterPath(Buffer.from(row.bits, 'base64'), row.rowBytes, row.height);
  return { svg: `<path transform="${place}" d="${path}"/>`, dots: row.height + row.feed };
}

function drawText(row: Extract<PaperRow, { kind: 'text' }>, y: number, roll: Roll): Drawn {
  const widths = row.glyphs.map(({ columns, width }) => columns * width * COLUMN_DOTS);
  const tallest = Math.max(1, ...row.glyphs.map(({ height }) => height));
  let x = left(
    row.align,
    widths.reduce((sum, width) => sum + width, 0),
    roll,
  );
  const baseline = y + tallest * FONT_DOTS;
  const svg = row.glyphs.map((glyph, at) => {
    const drawn = drawGlyph(glyph, x, baseline);
    x += widths[at] ?? 0;
    return drawn;
  });
  return { svg: svg.join(''), dots: tallest * FONT_DOTS + (LINE_DOTS - FONT_DOTS) };
}

function drawGlyph(drawn: Glyph, x: number, baseline: number): string {
  const { glyph, columns, width, height, bold, shape } = drawn;
  if (shape !== undefined) {
    const place = `translate(${x} ${baseline - FONT_DOTS * height}) scale(${width} ${height})`;
    return `<path transform="${place}" d="${shapePath(Buffer.from(shape, 'base64'))}"/>`;
  }
  const isBlank = glyph.trim() === '';
  if (isBlank) return '';
  const dots = columns * COLUMN_DOTS;
  // A font's own line glyph may leave gaps; the printer's does not.
  if (glyph === '─')
    return `<path d="M${x} ${baseline - 9}h${dots * width}" stroke="${INK}" stroke-width="2"/>`;
  const scale = width === 1 && height === 1 ? '' : ` scale(${width} ${height})`;
  const weight = bold ? ' font-weight="700"' : '';
  const place = `translate(${x + (dots * width) / 2} ${baseline - 3 * height})${scale}`;
  return `<text transform="${place}" text-anchor="middle"${weight}>${escapeXml(glyph)}</text>`;
}

function drawQr(row: Extract<PaperRow, { kind: 'qr' }>, y: number, roll: Roll): Drawn {
  const { modules } = create(row.text, { errorCorrectionLevel: row.correction });
  const side = modules.size * row.moduleDots;
  const cells: string[] = [];
  for (let at = 0; at < modules.data.length; at += 1) {
    if (!modules.data[at]) continue;
    cells.push(`M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`);
  }
  const place = `translate(${left(row.align, side, roll)} ${y + LINE_DOTS / 2}) scale(${row.moduleDots})`;
  return { svg: `<path transform="${place}" d="${cells.join('')}"/>`, dots: side + LINE_DOTS };
}

function left(align: Align, width: number, { paper, printable }: Roll): number {
  const free = printable - width;
  return (paper - printable) / 2 + { left: 0, centre: free / 2, right: free }[align];
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
