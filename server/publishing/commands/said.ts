/** What a command about one definition is given, and how its outcome is told. */
import { parseArgs } from 'node:util';

interface Said {
  readonly what: string;
  readonly staff: string | undefined;
  readonly settings: string | undefined;
}

export function said(args: readonly string[]): Said {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { staff: { type: 'string' }, settings: { type: 'string' } },
    allowPositionals: true,
  });
  const [what = '', ...more] = positionals;
  if (more.length > 0) throw new Error('一次只写一个。');
  return { what, staff: values.staff, settings: values.settings };
}

/** 0 for a good outcome, else 1. */
export function tell<T extends string>(
  outcome: T,
  words: Readonly<Record<T, string>>,
  good: readonly T[],
): number {
  const isGood = good.includes(outcome);
  (isGood ? process.stdout : process.stderr).write(`${words[outcome]}\n`);
  return isGood ? 0 : 1;
}
