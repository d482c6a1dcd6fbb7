/** A copy of a certificate as a document for the press. */
import type { DatedDocument } from '#printers/page/document/render-document.ts';
import { recordDocument } from '#printers/page/record/record-document.ts';
import { residenceDocument } from '#printers/page/residence/residence-document.ts';
import { CODE_PATH } from '#server/contract/paper/certificate-code.ts';
import { chinaDay, chinaTime } from '../../rules/civil-date.ts';
import { checkHost } from './copy-marks.ts';
import { type Paper, validUntil } from './paper.ts';

/** `publicUrl`: an origin. In capitals, as a QR code holds capitals in fewer modules; hosts know no case. */
export function pageOf(said: Paper, copy: number, digits: string, publicUrl: string): DatedDocument {
  const ofCopy = {
    copy,
    issuedAt: { date: chinaDay(said.issuedAt), time: chinaTime(said.issuedAt) },
    validUntil: validUntil(said),
    code: { url: `${publicUrl}${CODE_PATH}`.toUpperCase(), digits },
    checkHost: checkHost(publicUrl),
  };
  switch (said.layout) {
    case 'residence':
      return {
        title: said.title,
        issuedAt: ofCopy.issuedAt,
        document: residenceDocument({ ...said, ...ofCopy }),
      };
    case 'record':
      return recordDocument({ ...said, ...ofCopy });
    default:
      return said satisfies never;
  }
}
