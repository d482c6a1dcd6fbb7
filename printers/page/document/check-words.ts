import type { Span } from '../text/typesetting.ts';
import { plain, strong } from './spans.ts';

interface Check {
  /** What a person types who cannot scan, e.g. linli.example/C */
  readonly checkHost: string;
  /** What the code repeats, e.g. 姓名、地址、日期 */
  readonly compared: string;
  /** When and where the paper was made. */
  readonly made: string;
}

/** How to check the paper: stands beside its code. */
export function checkWords({ checkHost, compared, made }: Check): Span[][] {
  return [
    [strong('怎样验真')],
    [plain(`用手机扫左边的码，或打开 ${checkHost} 输入编号和证件后四位。`)],
    [plain(`扫出来的${compared}应当和纸上一样；不一样就是假的。`)],
    [plain(made)],
  ];
}
