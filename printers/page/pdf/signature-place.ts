/** The place of a signature in a PDF (ISO 32000-1, 12.8): a field without a picture and a hole in the file. */
import { type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';

export interface SignaturePlace {
  /** How long the signature will be. */
  readonly bytes: number;
  /** When it is sealed, as the file says; to the second. */
  readonly at: Date;
}

const FIELD = 'seal';
/** The largest whole number of PDF/A-1 (ISO 19005-1, 6.1.12): any offset can be filled in without moving a byte. */
const UNKNOWN_OFFSET = 2 ** 31 - 1;
/** Print, and Locked: PDF/A-1 wants an annotation that prints (ISO 19005-1, 6.5.3). */
const PRINTED_AND_LOCKED = 0b1000_0100;
/** SignaturesExist, AppendOnly. */
const SIGNED_FORM = 0b11;

/** How the empty places stand in the file. */
export const contentsForm = (bytes: number): string => `<${'00'.repeat(bytes)}>`;
export const byteRangeForm = (): string => byteRange(0, UNKNOWN_OFFSET, UNKNOWN_OFFSET, UNKNOWN_OFFSET);

/** Everything before and after the hole, as long as the empty form. */
export function writtenByteRange(holeFrom: number, holeTo: number, fileBytes: number): string {
  const known = byteRange(0, holeFrom, holeTo, fileBytes - holeTo);
  return `${known.slice(0, -1).padEnd(byteRangeForm().length - 1)}]`;
}

const byteRange = (...offsets: readonly number[]): string => `[ ${offsets.join(' ')} ]`;

/** On the first page. */
export function addSignaturePlace(document: PDFDocument, { bytes, at }: SignaturePlace): void {
  const { context } = document;
  const page = document.getPage(0);
  const unknown = PDFNumber.of(UNKNOWN_OFFSET);
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, unknown, unknown, unknown],
    Contents: PDFHexString.of('00'.repeat(bytes)),
    M: PDFString.fromDate(at),
  });
  const noPicture = context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0] });
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of(FIELD),
      Rect: [0, 0, 0, 0],
      F: PRINTED_AND_LOCKED,
      P: page.ref,
      V: context.register(signature),
      AP: { N: context.register(noPicture) },
    }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([field]));
  const form = context.obj({ SigFlags: SIGNED_FORM, Fields: [field] });
  document.catalog.set(PDFName.of('AcroForm'), context.register(form));
}
