/** What answered, in one piece of a line. */
import { blockingOf } from '#printers/contract.ts';
import type { LineSettings } from '../../settings.ts';
import type { ProbedReader } from './probe-reader.ts';
import type { ProbedSlip } from './probe-slip.ts';

/** At what a reader answered. */
export function wayOf(at: LineSettings): string {
  if (at.kind === 'serial') return `波特率 ${at.baud}`;
  return at.kind === 'hid' ? `封装 ${at.framing}` : '';
}

export function samIdOf({ samId }: ProbedReader): string {
  return `安全模块 ${samId ?? '没有报编号'}`;
}

/** A printer that stands still was not asked. */
export function whatItIs({ maker, model, firmware, conditions }: ProbedSlip): string {
  if (blockingOf(conditions).length > 0) return '型号和固件：等它能打印了再问';
  const name = [maker, model].filter(Boolean).join(' ');
  return `${name === '' ? '没有报型号' : name}，${firmware ? `固件 ${firmware}` : '没有报固件'}`;
}
