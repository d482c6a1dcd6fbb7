/** Seals a PDF that has a place for it: everything in the file but the place itself is signed. */
import { createHash } from 'node:crypto';
import { byteRangeForm, contentsForm, writtenByteRange } from '../pdf/signature-place.ts';
import { DIGEST } from './algorithms.ts';
import { type SealSigner, signedData, signedDataBytes } from './signed-data.ts';

/**
 * The sealed file, as long as the one given. Twice sealed, a file differs: ECDSA draws a number. Throws `RangeError`
 * when the file has no place of `signedDataBytes(signer.certificate)`.
 */
export function sealPdf(pdf: Uint8Array, signer: SealSigner): Buffer {
  const sealed = Buffer.from(pdf);
  const contents = contentsForm(signedDataBytes(signer.certificate));
  const from = placeOf(sealed, contents);
  const to = from + contents.length;
  sealed.write(writtenByteRange(from, to, sealed.length), placeOf(sealed, byteRangeForm()), 'latin1');
  const digest = createHash(DIGEST).update(sealed.subarray(0, from)).update(sealed.subarray(to)).digest();
  sealed.write(signedData(digest, signer).toString('hex'), from + 1, 'latin1');
  return sealed;
}

function placeOf(pdf: Buffer, form: string): number {
  const at = pdf.indexOf(form, 0, 'latin1');
  if (at < 0) throw new RangeError('the file has no place for this signature');
  return at;
}
