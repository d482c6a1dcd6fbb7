/** The slip beside a certificate: what was done, how to check it, whom to ask. It names nobody in full. */
import type { Slip } from '#printers/slip/slip.ts';
import { CODE_PATH } from '#server/contract/certificate-code.ts';
import { maskedName } from '#server/contract/masked-name.ts';
import { chinaDay } from '../rules/civil-date.ts';
import { checkHost } from './copy-marks.ts';
import { type Paper, validUntil } from './paper.ts';

export function receipt(said: Paper, copy: number, publicUrl: string): Slip {
  return {
    lines: [
      text(said.issuer, 'normal', false),
      text('办理小票', 'double', true),
      { kind: 'rule' },
      { kind: 'pair', name: '办的事', value: said.title },
      { kind: 'pair', name: '给谁', value: maskedName(said.name) },
      { kind: 'pair', name: '编号', value: said.number },
      { kind: 'pair', name: '第几份', value: `第 ${copy} 份` },
      { kind: 'pair', name: '日期', value: chinaDay(said.issuedAt) },
      { kind: 'pair', name: '有效到', value: validUntil(said) },
      { kind: 'rule' },
      text('怎样验真', 'normal', true),
      left('扫证明上的码。不能扫的，打开'),
      left(checkHost(publicUrl)),
      left('输入编号和证件后四位。'),
      { kind: 'qr', text: `${publicUrl}${CODE_PATH}` },
      { kind: 'rule' },
      left('有不对的地方，带着这张小票到社区服务台，或按机器上的“找人帮忙”。'),
      { kind: 'feed' },
    ],
  };
}

function text(words: string, size: 'normal' | 'double', bold: boolean): Slip['lines'][number] {
  return { kind: 'text', text: words, align: 'centre', size, bold };
}

function left(words: string): Slip['lines'][number] {
  return { kind: 'text', text: words, align: 'left', size: 'normal', bold: false };
}
