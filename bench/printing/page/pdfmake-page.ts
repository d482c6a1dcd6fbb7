/** The page by pdfmake, in its own way: a document definition with SVG for seal and code. */
import { createRequire } from 'node:module';
import { COLUMN, type FontBytes, glyphPath, LEFT, qrPath, RED, starPath, words } from './page.ts';

/** The few calls used here; pdfmake brings no types. */
interface PdfMake {
  readonly virtualfs: { existsSync(name: string): boolean; writeFileSync(name: string, bytes: Buffer): void };
  setFonts(fonts: Record<string, { normal: string; bold: string }>): void;
  setLocalAccessPolicy(allow: (path: string) => boolean): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}

const pdfMake: PdfMake = createRequire(import.meta.url)('pdfmake');
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy(() => false);
pdfMake.setFonts({ Serif: { normal: 'regular.ttf', bold: 'bold.ttf' } });

let seal: string | undefined;

export async function pdfmakePage(fonts: FontBytes): Promise<Uint8Array> {
  seal ??= sealSvg(fonts.bold);
  if (!pdfMake.virtualfs.existsSync('bold.ttf')) {
    pdfMake.virtualfs.writeFileSync('regular.ttf', fonts.regular);
    pdfMake.virtualfs.writeFileSync('bold.ttf', fonts.bold);
  }
  return await pdfMake.createPdf(definition(seal)).getBuffer();
}

function definition(sealDrawing: string): object {
  return {
    pageSize: 'A4',
    pageMargins: [LEFT, 67, LEFT, 40],
    defaultStyle: { font: 'Serif', fontSize: 15.75 },
    info: { title: words.title },
    content: [
      { columns: [words.header[0], { text: words.header[1], alignment: 'right' }], fontSize: 9 },
      rule(5),
      {
        text: words.title,
        bold: true,
        fontSize: 32,
        characterSpacing: 13,
        alignment: 'center',
        margin: [0, 50, 0, 40],
      },
      paragraph(words.statement),
      paragraph(words.terms),
      { svg: sealDrawing, width: 120, absolutePosition: { x: 330, y: 400 } },
      { text: words.signature.join('\n'), alignment: 'center', lineHeight: 1.1, margin: [223, 50, 38, 150] },
      rule(17),
      { columns: [{ svg: codeSvg(), width: 104 }, foot()], columnGap: 24 },
    ],
  };
}

function paragraph(texts: readonly string[]): object {
  const text = texts.map((part, index) =>
    index % 2 === 1 ? { text: part, bold: true, decoration: 'underline' } : part,
  );
  return { text, leadingIndent: 31.5, lineHeight: 1.4, alignment: 'justify' };
}

function foot(): object {
  const [heading, ...lines] = words.foot;
  return {
    fontSize: 9,
    lineHeight: 1.2,
    margin: [0, 20, 0, 0],
    stack: [{ text: heading, bold: true }, ...lines],
  };
}

function rule(below: number): object {
  const line = { type: 'rect', x: 0, y: 0, w: COLUMN, h: 0.4, color: 'black' };
  return { canvas: [line], margin: [0, 6, 0, below] };
}

/** Its characters as outlines, which cost pdfmake nothing: in SVG text it would open the font file every time. */
function sealSvg(bold: Buffer): string {
  const issuer = Array.from(words.signature[0]);
  const arc = issuer.map((char, index) => {
    const turn = (index - (issuer.length - 1) / 2) * 25;
    return outline(bold, char, 14.7, `rotate(${turn}) translate(0 -45.5)`);
  });
  const use = Array.from(words.sealUse);
  const line = use.map((char, index) => outline(bold, char, 8.8, `translate(${(index - 3) * 8.8} 38)`));
  return `<svg viewBox="-60 -60 120 120"><circle r="58" fill="none" stroke="${RED}" stroke-width="3.3"/>
    <path d="${starPath(19.5)}" fill="${RED}"/>${arc.join('')}${line.join('')}</svg>`;
}

function outline(bold: Buffer, char: string, size: number, place: string): string {
  const scale = size / 1000;
  const transform = `${place} scale(${scale} ${-scale}) translate(-500 -380)`;
  return `<path d="${glyphPath(bold, char)}" fill="${RED}" transform="${transform}"/>`;
}

function codeSvg(): string {
  return `<svg viewBox="0 0 103.5 103.5"><path d="${qrPath(0, 0, 1.41732)}" fill="black"/></svg>`;
}
