/** An answer in plain text for staff: what comes out, why, whom to ask, and each condition with what was found. */
import type { DecisionAnswer, Reason } from '#server/contract/decisions.ts';
import type { Tried } from '../definitions/examples.ts';

const RESULTS = { yes: '能办', no: '还不能办', unknown: '还不知道', open: '要问部门才知道' } as const;
const TRUTHS = { yes: '是', no: '否', unknown: '不知道' } as const;

export function toldAnswer({ decided, asked }: Tried): string[] {
  const { answer, statement, trace } = decided;
  return [
    `${RESULTS[answer.result]}${statement === undefined ? '' : `：${statement.zh}`}`,
    ...toldWhy(answer),
    `条件：${trace.map(({ leaf, truth }) => `${leaf} ${TRUTHS[truth]}`).join('；')}`,
    `查了：${asked.size === 0 ? '什么也没查' : [...asked].join('、')}`,
  ];
}

function toldWhy(answer: DecisionAnswer): string[] {
  switch (answer.result) {
    case 'yes':
      return [];
    case 'no': {
      const day = answer.earliest === undefined ? [] : [`最早 ${answer.earliest} 可以再来`];
      return [...answer.reasons.flatMap(toldReason), ...day];
    }
    case 'unknown':
      return answer.ask.map(({ who, text }) => `问${who}：${text.zh}`);
    case 'open':
      return [`要问：${answer.departments.map(({ zh }) => zh).join('、')}`];
    default:
      return answer satisfies never;
  }
}

function toldReason({ id, text, own, required, next, who }: Reason): string[] {
  const has = own === undefined ? '' : `${own.zh}，`;
  return [`${id}：${text.zh}（${has}${required.zh}）`, `怎么办：${next.zh}（问${who}）`];
}
