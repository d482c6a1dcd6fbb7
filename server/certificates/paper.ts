/** What a certificate says, whichever copy of it: kept sealed, so that one more copy says the same. */
import { type InferOutput, number, object, optional, picklist, string } from 'valibot';
import type { ResidenceCertificate } from '#printers/page/residence/residence-certificate.ts';
import { type CertificateClaims, CODE_PATH } from '#server/contract/certificate-code.ts';
import { maskedName } from '#server/contract/masked-name.ts';
import { certificateNumber, civilDate } from '#server/contract/words.ts';
import { addDays, chinaDay, chinaMidnightMs, chinaTime } from '../rules/civil-date.ts';

export const paper = object({
  type: string(),
  title: string(),
  number: certificateNumber,
  community: string(),
  issuer: string(),
  name: string(),
  sex: picklist(['男', '女', '未说明']),
  /** Empty when the card tells none: permits and foreigners' cards have no such field. */
  ethnic: string(),
  idNumber: string(),
  /** Papers kept before there were other cards name neither: theirs were all mainland ones. */
  numberTitle: optional(string(), '公民身份号码'),
  cardTitle: optional(string(), '身份证'),
  since: civilDate,
  address: string(),
  purpose: string(),
  validDays: number(),
  /** Ms since 1970. */
  issuedAt: number(),
  kioskName: string(),
});
export type Paper = InferOutput<typeof paper>;

/** The last day on which it counts. */
export function validUntil({ issuedAt, validDays }: Paper): string {
  return addDays(chinaDay(issuedAt), validDays);
}

/** What tells one copy from another. */
export interface CopyMarks {
  readonly copy: number;
  /** 8 random bytes. */
  readonly cti: CertificateClaims['cti'];
  readonly statusIndex: number;
}

/** What the code says: enough to compare with the paper, and the claim itself, so that no word of it can be changed. */
export function claimsOf(said: Paper, { copy, cti, statusIndex }: CopyMarks): CertificateClaims {
  return {
    issuer: said.community,
    issued: Math.floor(said.issuedAt / 1000),
    expires: chinaMidnightMs(addDays(validUntil(said), 1)) / 1000,
    cti,
    type: said.type,
    number: said.number,
    copy,
    maskedName: maskedName(said.name),
    lastFour: lastFour(said),
    address: said.address,
    since: said.since,
    purpose: said.purpose,
    statusIndex,
  };
}

/** `publicUrl`: an origin. In capitals, as a QR code holds capitals in fewer modules; hosts know no case. */
export function sheetOf(said: Paper, copy: number, digits: string, publicUrl: string): ResidenceCertificate {
  const { number, name, sex, ethnic, idNumber, numberTitle, cardTitle } = said;
  const { since, address, purpose, validDays, issuer, issuedAt, kioskName } = said;
  return {
    ...{ number, copy, name, sex, ethnic, idNumber, numberTitle, cardTitle },
    ...{ since, address, purpose, validDays, validUntil: validUntil(said) },
    ...{ issuer, kioskName, issuedAt: { date: chinaDay(issuedAt), time: chinaTime(issuedAt) } },
    code: { url: `${publicUrl}${CODE_PATH}`.toUpperCase(), digits },
    checkHost: checkHost(publicUrl),
  };
}

/** What a person types: linli.example/C */
export function checkHost(publicUrl: string): string {
  return `${new URL(publicUrl).host}${CODE_PATH}`;
}

export function lastFour({ idNumber }: Pick<Paper, 'idNumber'>): string {
  return idNumber.slice(-4);
}
