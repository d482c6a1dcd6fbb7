/** Writes sheets as a PDF/A-1b. Only this folder calls pdf-lib, so that a fork of it can take its place. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PDFDocument, type PDFFont, PDFName } from 'pdf-lib';
import type { Face } from '../face.ts';
import { codePointOf, type FontChain } from '../fonts.ts';
import type { Sheet } from '../sheet.ts';
import { type About, makeArchival } from './archive.ts';
import { contentOf, type PdfFonts } from './content.ts';
import { fontkitFor } from './fontkit-adapter.ts';
import { addSignaturePlace, type SignaturePlace } from './signature-place.ts';

export interface Writing {
  /** Every glyph stays in, for a file of many megabytes: the measure against which tests hold the subset. */
  readonly wholeFonts?: boolean;
  /** For a file that is sealed afterwards (`sealPdf`); none else has a place for a signature. */
  readonly signature?: SignaturePlace;
}

const ID_BYTES = 16;

/** The same arguments give the same bytes. */
export async function writePdf(
  sheets: readonly Sheet[],
  fonts: FontChain,
  about: About,
  { wholeFonts = false, signature }: Writing = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const embedded = await embed(document, facesOf(sheets, fonts), !wholeFonts);
  for (const sheet of sheets)
    addPage(document, sheet, contentOf(sheet.marks, fonts, pdfFonts(embedded)), embedded);
  await document.flush();
  makeArchival(document, about, idOf(sheets));
  if (signature !== undefined) addSignaturePlace(document, signature);
  return await document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

/** The same for the same marks only: what two pages show differs, though their glyph codes may not. */
function idOf(sheets: readonly Sheet[]): Buffer {
  return createHash('sha256').update(JSON.stringify(sheets)).digest().subarray(0, ID_BYTES);
}

function addPage(
  document: PDFDocument,
  { width, height }: Sheet,
  content: string,
  embedded: ReadonlyMap<Face, PDFFont>,
): void {
  const page = document.addPage([width, height]);
  for (const [index, font] of [...embedded.values()].entries()) {
    page.node.setFontDictionary(PDFName.of(resourceName(index)), font.ref);
  }
  const stream = document.context.stream(deflateSync(content), { Filter: 'FlateDecode' });
  page.node.set(PDFName.of('Contents'), document.context.register(stream));
}

function facesOf(sheets: readonly Sheet[], fonts: FontChain): Set<Face> {
  const faces = new Set<Face>();
  for (const mark of sheets.flatMap((sheet) => sheet.marks)) {
    if (mark.kind !== 'text' && mark.kind !== 'engraved') continue;
    for (const { char } of mark.glyphs) faces.add(fonts.cut(codePointOf(char), mark.weight).face);
  }
  return faces;
}

/** A subset's name begins with six capitals and a plus sign (ISO 32000-1, 9.6.4), else printers may cache it. */
async function embed(document: PDFDocument, faces: Set<Face>, subset: boolean): Promise<Map<Face, PDFFont>> {
  document.registerFontkit(fontkitFor(faces));
  const embedded = new Map<Face, PDFFont>();
  for (const face of faces) {
    const tag = `LINLI${String.fromCodePoint(0x41 + embedded.size)}`;
    const customName = subset ? `${tag}+${face.font.postscriptName}` : face.font.postscriptName;
    embedded.set(face, await document.embedFont(face.bytes, { subset, customName }));
  }
  return embedded;
}

function pdfFonts(embedded: ReadonlyMap<Face, PDFFont>): PdfFonts {
  const names = new Map([...embedded.keys()].map((face, index) => [face, resourceName(index)]));
  return {
    nameOf: (face) => names.get(face) ?? '',
    codeOf: (face, char) => embedded.get(face)?.encodeText(char).asString() ?? '',
  };
}

function resourceName(index: number): string {
  return `F${index + 1}`;
}
