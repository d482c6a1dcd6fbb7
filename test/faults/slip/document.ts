/** The slip that is printed in every run: a receipt of a residence certificate. */
import type { Slip } from '#printers/slip/slip.ts';

type Line = Slip['lines'][number];

const text = (words: string, size: 'normal' | 'double', bold: boolean): Line => ({
  kind: 'text',
  text: words,
  align: 'centre',
  size,
  bold,
});
const left = (words: string): Line => ({
  kind: 'text',
  text: words,
  align: 'left',
  size: 'normal',
  bold: false,
});
const pair = (name: string, value: string): Line => ({ kind: 'pair', name, value });
const RULE: Line = { kind: 'rule' };

const receipt: Pick<Slip, 'lines'> = {
  lines: [
    text('红旗社区居民委员会', 'normal', false),
    text('办理小票', 'double', true),
    RULE,
    pair('办的事', '居住证明'),
    pair('给谁', '王**'),
    pair('编号', '610202001001-2026-000173'),
    pair('第几份', '第 1 份'),
    pair('日期', '2026-11-22'),
    pair('有效到', '2026-12-22'),
    RULE,
    text('怎样验真', 'normal', true),
    left('扫证明上的码。不能扫的，打开'),
    left('linli.example'),
    left('输入编号和证件后四位。'),
    { kind: 'qr', text: 'https://linli.example/C#17' },
    RULE,
    left('有不对的地方，带着这张小票到社区服务台，或按机器上的“找人帮忙”。'),
    { kind: 'feed' },
  ],
};

export const SLIP_DOCUMENT = Buffer.from(JSON.stringify(receipt));
