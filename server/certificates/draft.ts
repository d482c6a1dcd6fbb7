/** A copy on its way to paper: everything made and signed, nothing written down yet. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import type { DatedDocument } from '#printers/page/document/render-document.ts';
import { sealPdf } from '#printers/page/signature/seal-pdf.ts';
import { signedDataBytes } from '#printers/page/signature/signed-data.ts';
import type { CertificateIssued } from '#server/contract/certificates.ts';
import { unshowable } from '#server/contract/person/unshowable.ts';
import { type JobId, jobId, type KioskId } from '#server/contract/words.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Db } from '../store/database.ts';
import { certificateCode } from './certificate-code.ts';
import { drawStatusIndex } from './checking/status-list.ts';
import { signOrder } from './order.ts';
import { type CopyMarks, claimsOf } from './papers/copy-marks.ts';
import { pageOf } from './papers/page.ts';
import { type Paper, validUntil, wordsFromOutside } from './papers/paper.ts';
import { receipt } from './papers/receipt.ts';
import type { Press, Pressed } from './press/press.ts';
import type { Undrawn } from './press/press-words.ts';

/** What papers are made with. */
export interface Workshop {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly press: Press;
  /** The origin that stands in the code. */
  readonly publicUrl: string;
}

interface DraftPaper {
  readonly job: JobId;
  readonly printer: 'page' | 'slip';
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
}

export interface Draft {
  readonly said: Paper;
  /** Row id of the copy. */
  readonly id: string;
  readonly marks: CopyMarks;
  readonly page: DraftPaper;
  readonly slip: DraftPaper;
  readonly answer: CertificateIssued;
}

export type Drafted = { readonly kind: 'drafted'; readonly draft: Draft } | Undrawn;

/** Draws, seals and signs one copy. `now`: ms since 1970. */
export async function draftCopy(
  said: Paper,
  copy: number,
  kiosk: KioskId,
  { db, keyring, press, publicUrl }: Workshop,
  now: number,
): Promise<Drafted> {
  const codePoints = unshowable(wordsFromOutside(said));
  if (codePoints.length > 0) return { kind: 'glyphs_missing', codePoints };
  const marks: CopyMarks = { copy, cti: randomBytes(8), statusIndex: await drawStatusIndex(db) };
  const digits = certificateCode(claimsOf(said, marks), keyring.issuer);
  const [pressed, dressed] = await Promise.all([
    pressSealed(pageOf(said, copy, digits, publicUrl), press, keyring, now),
    press.dress(receipt(said, copy, publicUrl)),
  ]);
  if (pressed.kind !== 'pressed') return pressed;
  if (dressed.kind !== 'dressed') return dressed;
  const page = draftPaper('page', pressed.pdf, pressed.pages);
  const slip = draftPaper('slip', Buffer.from(JSON.stringify(dressed.slip)), 1);
  const orders = await ordersFor(page, slip, kiosk, keyring, now);
  const answer: CertificateIssued = {
    kind: 'issued',
    number: said.number,
    copy,
    validUntil: validUntil(said),
    orders,
  };
  return { kind: 'drafted', draft: { said, id: randomUUID(), marks, page, slip, answer } };
}

/** The slip waits for its page: it says that there is one. */
async function ordersFor(
  page: DraftPaper,
  slip: DraftPaper,
  kiosk: KioskId,
  keyring: Keyring,
  now: number,
): Promise<CertificateIssued['orders']> {
  const ordered = ({ job, printer, sha256: document, pages }: DraftPaper) =>
    ({ kiosk, job, printer, document, pages }) as const;
  const [pageOrder, slipOrder] = await Promise.all([
    signOrder(ordered(page), keyring, now),
    signOrder({ ...ordered(slip), after: page.job }, keyring, now),
  ]);
  return [
    { job: page.job, printer: 'page', order: pageOrder },
    { job: slip.job, printer: 'slip', order: slipOrder },
  ];
}

/** Drawn by the press, sealed here: the key stays out of its thread. */
async function pressSealed(
  document: DatedDocument,
  press: Press,
  { seal }: Keyring,
  now: number,
): Promise<Pressed> {
  const place = { bytes: signedDataBytes(seal.certificate), at: new Date(now) };
  const pressed = await press.press(document, place);
  return pressed.kind === 'pressed' ? { ...pressed, pdf: sealPdf(pressed.pdf, seal) } : pressed;
}

function draftPaper(printer: 'page' | 'slip', bytes: Uint8Array, pages: number): DraftPaper {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { job: parse(jobId, randomUUID()), printer, bytes, sha256, pages };
}
