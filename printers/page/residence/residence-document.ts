import type { PageDocument } from '../document/page-document.ts';
import {
  footWords,
  type ResidenceCertificate,
  SEAL_USE,
  statementWordings,
  TITLE,
  terms,
} from './residence-words.ts';

export function residenceDocument(data: ResidenceCertificate): PageDocument {
  const { number, copy, issuer, issuedAt, code } = data;
  return {
    form: 'statement',
    header: { number, copy },
    blocks: [
      { kind: 'title', text: TITLE },
      { kind: 'paragraph', wordings: statementWordings(data) },
      { kind: 'paragraph', wordings: [terms(data)] },
      { kind: 'signature', issuer, date: issuedAt.date, sealUse: SEAL_USE },
    ],
    foot: { code, words: footWords(data) },
  };
}
