/**
 * Makes a document one for the archive: PDF/A-1b (ISO 19005-1). The rest of the rules is kept while drawing: fonts are
 * embedded, nothing is transparent, nothing compressed by LZW.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { cidSet } from './cid-set.ts';
import { SRGB_NAME, srgbProfile } from './srgb.ts';

export interface About {
  readonly title: string;
  /** Stands in the file as its date: the same sheet and date give the same bytes. */
  readonly at: Date;
}

const PRODUCER = 'Linli';
const PROFILE = deflateSync(srgbProfile());
const PROFILE_COLOURS = 3;

/** To be called once, when the fonts are embedded (`flush`). `id`: 16 bytes that no other document has. */
export function makeArchival(document: PDFDocument, about: About, id: Uint8Array): void {
  const { context, catalog } = document;
  const hex = PDFHexString.of(Buffer.from(id).toString('hex'));
  context.trailerInfo.ID = context.obj([hex, hex]);
  describe(document, about);
  const metadata = context.stream(Buffer.from(xmp(about)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(metadata));
  catalog.set(PDFName.of('OutputIntents'), context.obj([outputIntent(document)]));
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict) listGlyphs(object);
  }
}

/** What the metadata says once more: both must agree (6.7.3). */
function describe(document: PDFDocument, { title, at }: About): void {
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage('zh-CN');
  document.setProducer(PRODUCER);
  document.setCreationDate(at);
  document.setModificationDate(at);
}

/** What red means (6.2.2). */
function outputIntent({ context }: PDFDocument): PDFDict {
  const profile = context.stream(PROFILE, { N: PROFILE_COLOURS, Filter: 'FlateDecode' });
  return context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(SRGB_NAME),
    Info: PDFString.of(SRGB_NAME),
    DestOutputProfile: context.register(profile),
  });
}

function listGlyphs(descriptor: PDFDict): void {
  const font = descriptor.lookup(PDFName.of('FontFile2')) ?? descriptor.lookup(PDFName.of('FontFile3'));
  if (!(font instanceof PDFRawStream)) return;
  const glyphs = deflateSync(cidSet(inflateSync(font.getContents())));
  const { context } = descriptor;
  const stream = context.stream(glyphs, { Filter: 'FlateDecode' });
  descriptor.set(PDFName.of('CIDSet'), context.register(stream));
}

/** The metadata once more as XMP, and which standard the file keeps (6.7). */
function xmp({ title, at }: About): string {
  const date = `${at.toISOString().slice(0, 19)}Z`;
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
    '<dc:format>application/pdf</dc:format>',
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>`,
    `<pdf:Producer>${PRODUCER}</pdf:Producer>`,
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    '<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
