/** What tells one copy from another, and what the code of a copy claims. */
import { type CertificateClaims, CODE_PATH } from '#server/contract/paper/certificate-code.ts';
import { maskedName } from '#server/contract/person/masked-name.ts';
import { addDays, chinaMidnightMs } from '../../rules/civil-date.ts';
import { lastFour, type Paper, validUntil } from './paper.ts';

export interface CopyMarks {
  readonly copy: number;
  /** 8 random bytes. */
  readonly cti: CertificateClaims['cti'];
  readonly statusIndex: number;
}

/** What the code says: enough to compare with the paper, and the claim itself, so that no word of it can be changed. */
export function claimsOf(said: Paper, { copy, cti, statusIndex }: CopyMarks): CertificateClaims {
  const marks = {
    issuer: said.community,
    issued: Math.floor(said.issuedAt / 1000),
    expires: chinaMidnightMs(addDays(validUntil(said), 1)) / 1000,
    cti,
    type: said.type,
    number: said.number,
    copy,
    maskedName: maskedName(said.name),
    lastFour: lastFour(said),
    purpose: said.purpose,
    statusIndex,
  };
  return said.layout === 'residence'
    ? { ...marks, address: said.address, since: said.since }
    : { ...marks, title: said.title, holder: said.holder, statement: said.statement };
}

/** What a person types: linli.example/C */
export function checkHost(publicUrl: string): string {
  return `${new URL(publicUrl).host}${CODE_PATH}`;
}
