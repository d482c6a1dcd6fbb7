/** The slip that all libraries print: a receipt with a rare name, a price and a code. */
import type { Slip } from '#printers/slip/slip.ts';

export const TITLE = '办理小票';
const HARD_PAIR = '经办';
export const PAIRS = [
  ['办的事', '居住证明'],
  ['给谁', '王＊＊'],
  [HARD_PAIR, '李𬭎、赵䶮'],
  ['编号', '610202001001-2026-000173'],
  ['费用', '¥0.00（免费）'],
  ['有效到', '2026-12-22'],
] as const;
export const NOTE = '有不对的地方，带着这张小票到社区服务台，或按机器上的“找人帮忙”。';
export const CODE = 'https://linli.example/C';
/** Hard for most: outside GBK, on no keyboard, or not in the bytes one would think. */
export const HARD = ['𬭎', '䶮', '¥'] as const;

export const SLIP: Slip = {
  lines: [
    { kind: 'text', text: TITLE, align: 'centre', size: 'double', bold: true },
    { kind: 'rule' },
    ...PAIRS.map(([name, value]) => ({ kind: 'pair', name, value }) as const),
    { kind: 'rule' },
    { kind: 'text', text: NOTE, align: 'left', size: 'normal', bold: false },
    { kind: 'qr', text: CODE },
  ],
};

/** Without the name that takes more than a plain printer has. */
export const EASY_SLIP: Slip = {
  lines: SLIP.lines.filter((line) => line.kind !== 'pair' || line.name !== HARD_PAIR),
};
