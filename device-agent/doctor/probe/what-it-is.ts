/** What answered, in one piece of a line. */
import { blockingOf } from '#printers/contract.ts';
import type { LineSettings } from '../../settings.ts';
import type { ProbedReader } from './probe-reader.ts';
import type { ProbedSlip } from './probe-slip.ts';

interface WaySetting {
  readonly word: string;
  /** In kiosk.yaml. */
  readonly key: 'baud' | 'framing';
  readonly value: number | string;
}

/** The setting that says how a reader on this line is spoken to; undefined where there is nothing to set. */
export function waySettingOf(at: LineSettings): WaySetting | undefined {
  switch (at.kind) {
    case 'serial':
      return { word: '波特率', key: 'baud', value: at.baud };
    case 'hid':
      return { word: '封装', key: 'framing', value: at.framing };
    case 'tcp':
      return undefined;
    default:
      return at satisfies never;
  }
}

/** At what a reader answered. */
export function wayOf(at: LineSettings): string {
  const setting = waySettingOf(at);
  return setting ? `${setting.word} ${setting.value}` : '';
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
