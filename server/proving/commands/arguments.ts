/** The arguments of a command, as typed; what it does not know is told in a sentence, with how it is used. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Throws an Error whose message says what to type instead. */
export function readArguments<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const dashed = positionals.find((each) => /^[—－–‐―]/u.test(each));
    if (dashed !== undefined) throw wrongUse(`${dashed} 前面要用两个英文短横线 --`, usage);
    return { values, positionals };
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault)) throw fault;
    const option = /'(-[^\s'=]+)/u.exec(fault.message)?.[1] ?? '';
    const isKnown = Object.hasOwn(options, option.replace(/^--/u, ''));
    throw wrongUse(isKnown ? `${option} 后面要写一个值` : `不认识 ${option}`, usage);
  }
}

/** A command that takes nothing at all. Throws as `readArguments`. */
export function takeNothing(args: readonly string[], usage: string): void {
  const [first] = readArguments(args, {}, usage).positionals;
  if (first !== undefined) throw wrongUse(`后面不用写 ${first}`, usage);
}

export function wrongUse(trouble: string, usage: string): Error {
  return new Error(`${trouble}。用法：\nnpm run services -- ${usage}`);
}
