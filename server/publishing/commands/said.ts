/** What a command about one definition is given, and how its outcome is told. */
import { readArguments, wrongUse } from '../../proving/commands/arguments.ts';

interface Said {
  /** Empty when nothing was named. */
  readonly what: string;
  readonly staff: string | undefined;
  readonly settings: string | undefined;
}

/** Throws an Error that says what to type instead. */
export function said(args: readonly string[], usage: string): Said {
  const options = { staff: { type: 'string' }, settings: { type: 'string' } } as const;
  const { values, positionals } = readArguments(args, options, usage);
  const [what = '', ...more] = positionals;
  if (more.length > 0) throw wrongUse('一次只写一个', usage);
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
