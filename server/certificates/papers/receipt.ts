/** The slip beside a certificate: what was done, how to check it, whom to ask. It names nobody in full. */
import type { Slip } from '#printers/slip/slip.ts';
import { centred, heading, left, RULE } from '#printers/slip/slip-lines.ts';
import { CODE_PATH } from '#server/contract/paper/certificate-code.ts';
import { maskedName } from '#server/contract/person/masked-name.ts';
import { WHOM_TO_ASK } from '../../notices/slips/notice.ts';
import { chinaDay } from '../../rules/civil-date.ts';
import { checkHost } from './copy-marks.ts';
import { type Paper, validUntil } from './paper.ts';

export function receipt(said: Paper, copy: number, publicUrl: string): Slip {
  return {
    lines: [
      centred(said.issuer),
      centred('办理小票', 'double'),
      RULE,
      { kind: 'pair', name: '办的事', value: said.title },
      ...(said.layout === 'record' ? [{ kind: 'pair', name: '数据来自', value: said.holder } as const] : []),
      { kind: 'pair', name: '给谁', value: maskedName(said.name) },
      { kind: 'pair', name: '编号', value: said.number },
      { kind: 'pair', name: '第几份', value: `第 ${copy} 份` },
      { kind: 'pair', name: '日期', value: chinaDay(said.issuedAt) },
      { kind: 'pair', name: '有效到', value: validUntil(said) },
      RULE,
      heading('怎样验真'),
      left('扫证明上的码。不能扫的，打开'),
      left(checkHost(publicUrl)),
      left('输入编号和证件后四位。'),
      { kind: 'qr', text: `${publicUrl}${CODE_PATH}` },
      RULE,
      left(WHOM_TO_ASK),
      { kind: 'feed' },
    ],
  };
}
