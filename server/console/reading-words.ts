/** The last reading of a card in one quiet line: how long each step took, or what went wrong. Nothing of the card. */
import { staffFaults } from '#agent/contract/staff-words.ts';
import type { LastReading } from '#server/contract/kiosks.ts';

const SENTENCES: Readonly<Record<string, string>> = staffFaults;
const STEPS = [
  ['findMs', '找卡'],
  ['selectMs', '选卡'],
  ['readMs', '读卡'],
  ['addressMs', '地址'],
] as const;

/** Empty while nothing was read since the agent began, and from agents that do not tell. */
export function readingInWords(reading: LastReading | null | undefined): string {
  if (reading === null || reading === undefined) return '';
  const { outcome, said } = reading;
  const steps = STEPS.flatMap(([step, name]) => {
    const ms = reading[step];
    return ms === null ? [] : [{ name, ms }];
  });
  const took = steps.map(({ name, ms }) => `${name} ${Math.round(ms)}`).join('、');
  const answer = said === null || said === '' ? '' : answerInWords(said);
  const figures = [took === '' ? '' : `${took} 毫秒`, answer].filter((part) => part !== '').join('，');
  const wholeMs = steps.reduce((sum, { ms }) => sum + ms, 0);
  const what =
    outcome === 'read' ? `用了 ${(wholeMs / 1000).toFixed(1)} 秒` : `没读成：${sentenceOf(outcome)}`;
  return figures === '' ? `上次读卡${what}` : `上次读卡${what.replace(/。$/u, '')}（${figures}）`;
}

/** The status word of a reader, or the flag of a card of a kind that nobody knows: which it is, its form tells. */
function answerInWords(said: string): string {
  return said.startsWith('U+') ? `证件标志 ${said}` : `读卡器答 ${said}`;
}

/** A newer agent may name a fault that this page does not know: then the word itself is shown. */
function sentenceOf(fault: string): string {
  return SENTENCES[fault] ?? `报了“${fault}”。`;
}
