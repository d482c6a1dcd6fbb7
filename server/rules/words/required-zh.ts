/** What a test wants, in Chinese. `isMet`: whether it must be met or, under a `not`, must not. */
import type { LeafTest, Operand } from '../leaf-test.ts';

export type Tell = (operand: Operand) => string;

/** 一级、二级或三级 */
const ONE_OF = new Intl.ListFormat('zh', { type: 'disjunction' });
const UNITS = { months: '个月', days: '天' } as const;

export function requiredZh(test: LeafTest, tell: Tell, isMet: boolean): string {
  switch (test.op) {
    case 'equals':
      return shouldBe(test.operand, tell, isMet);
    case 'differs':
      return shouldBe(test.operand, tell, !isMet);
    case 'at_least':
      if (test.operand.kind === 'today') return isMet ? '没有过期' : '已经过去';
      return `${isMet ? '不少于' : '少于'}${tell(test.operand)}`;
    case 'at_most':
      if (test.operand.kind === 'today') return isMet ? '已经到了' : '还没有到';
      return `${isMet ? '不超过' : '超过'}${tell(test.operand)}`;
    case 'before':
      return `${isMet ? '' : '不'}早于${tell(test.operand)}`;
    case 'after':
      return `${isMet ? '' : '不'}晚于${tell(test.operand)}`;
    case 'in':
      return isMet
        ? `应该是${ONE_OF.format(test.operands.map(tell))}`
        : `不能是${test.operands.map(tell).join('、')}`;
    case 'between':
      return `${isMet ? '' : '不'}在${tell(test.low)}和${tell(test.high)}之间`;
    case 'age_at_least':
      return `${isMet ? '要满' : '未满'}${tell(test.count)}周岁${earlier(test.less, tell)}`;
    case 'for_at_least':
      return `${isMet ? '要满' : '不满'}${tell(test.count)}${UNITS[test.unit]}`;
    case 'within':
      return `${isMet ? '在' : '不在'}${tell(test.count)}${UNITS[test.unit]}以内`;
    case 'due_within':
      return `离到期${isMet ? '不超过' : '还有'}${tell(test.count)}${UNITS[test.unit]}${isMet ? '' : '以上'}`;
    case 'each_year':
      return `${isMet ? '' : '不在'}每年${monthDay(tell(test.from))}到${monthDay(tell(test.to))}`;
    case 'exists':
      return isMet ? '要有记录' : '不能有记录';
    default:
      return test satisfies never;
  }
}

/** Not being yes is being no. */
function shouldBe(operand: Operand, tell: Tell, is: boolean): string {
  if (operand.kind === 'literal' && typeof operand.value === 'boolean') {
    return `应该是“${operand.value === is ? '是' : '否'}”`;
  }
  return `${is ? '应该是' : '不能是'}${tell(operand)}`;
}

function earlier(less: Operand | undefined, tell: Tell): string {
  return less === undefined ? '' : `，可以提前${tell(less)}个月`;
}

/** `09-01` as 9 月 1 日. */
function monthDay(written: string): string {
  const [month, day] = written.split('-').map(Number);
  return `${month} 月 ${day} 日`;
}
