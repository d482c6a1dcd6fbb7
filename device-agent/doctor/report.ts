/** Findings as lines for a terminal of 80 columns, in which a Han character takes two. */
import { wrap } from '#printers/slip/layout.ts';
import type { Finding } from './finding.ts';

const COLUMNS = 80;
/** Each as wide as the widest, with a gap behind it. */
const MARK = { good: '好    ', warning: '注意  ', wrong: '不对  ' } as const satisfies Record<
  Finding['verdict'],
  string
>;
const INDENT = ' '.repeat(6);
/** Control and format characters. */
const ORDERS = /[\p{Cc}\p{Cf}]/gu;
const TODO = '怎么办：';
const UNDER_TODO = ' '.repeat(8);

export function headingOf(title: string): string[] {
  return ['', title, '─'.repeat(COLUMNS / 2)];
}

/** A command stands alone on its line and is never broken, so that it can be copied. */
export function linesOf({ verdict, device, says, facts = [], mend }: Finding): string[] {
  const [first = '', ...more] = wrapped(`${device}  ${says}`);
  const lines = [MARK[verdict] + first, ...[...more, ...facts.flatMap(ofFact)].map((line) => INDENT + line)];
  if (mend === undefined) return lines;
  const [todo = '', ...rest] = wrapped(TODO + mend.todo);
  const commands = mend.run?.split('\n') ?? [];
  return [
    ...lines,
    INDENT + todo,
    ...rest.map((line) => INDENT + line),
    ...commands.map((command) => INDENT + UNDER_TODO + command),
  ];
}

/** A path is one word, to be copied. Neither kind gives orders to the terminal, whatever a device calls itself. */
function ofFact(fact: string): string[] {
  return fact.includes(' ') ? wrapped(fact) : [fact.replaceAll(ORDERS, '')];
}

function wrapped(text: string): string[] {
  return wrap(text, COLUMNS - INDENT.length);
}

/** `isWritten`: false when a kiosk.yaml was wanted and not written, which is said above. */
export function summaryOf(verdicts: readonly Finding['verdict'][], isWritten = true): string {
  const [good, warning, wrong] = (['good', 'warning', 'wrong'] as const).map(
    (one) => verdicts.filter((verdict) => verdict === one).length,
  );
  const whole = isWritten ? '没有不对的地方。' : '文件没有写成，为什么在上面。';
  const ending = wrong ? '先修“不对”的，再运行一次。' : whole;
  return `共 ${verdicts.length} 项：好 ${good}，注意 ${warning}，不对 ${wrong}。${ending}`;
}
