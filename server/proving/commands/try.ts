/** `try FILE`: a definition's examples with their answers; with `--fact` or `--on`, somebody of one's own invention. */
import { type Definition, readDefinition } from '../../definitions/definition-file.ts';
import { missed, tryExample, tryResident } from '../../definitions/examples.ts';
import { readText } from '../../definitions/reading/file-text.ts';
import { valueHint } from '../../definitions/reading/value-hints.ts';
import { inRegion, type RegionFile } from '../../definitions/region-file.ts';
import { isCivilDate } from '../../rules/civil-date.ts';
import { isOfType } from '../../rules/judgement.ts';
import type { FactType, Scalar } from '../../rules/leaf-test.ts';
import { readHouse, readRegion, requireFitting } from '../../services/catalogue.ts';
import { toldAnswer } from '../told-answer.ts';
import { readArguments, wrongUse } from './arguments.ts';

export const TRY_USAGE = `try FILE [--region 地区] [--on 日期] [--fact 名字=值 ...] [--silent 名字 ...]
    不写 --on、--fact、--silent：把文件里的例子都走一遍；写了：在样例居民身上改这几样，看会怎样（值写 null：没有记录）`;

const OPTIONS = {
  region: { type: 'string' },
  on: { type: 'string' },
  fact: { type: 'string', multiple: true },
  silent: { type: 'string', multiple: true },
} as const;

export async function tryFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, TRY_USAGE);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw wrongUse('要写一个事项文件', TRY_USAGE);
  const shipped = readDefinition(file, readText(file), readHouse());
  const region = values.region === undefined ? undefined : fittingRegion(values.region, shipped);
  const definition = inRegion(shipped, region);
  const { title, service, version } = definition.written;
  process.stdout.write(`${title.zh}（${service} 第 ${version} 版${region ? `，${region.title.zh}` : ''}）\n`);
  const { on, fact = [], silent = [] } = values;
  if (on === undefined && fact.length + silent.length === 0) return await tryExamples(definition);
  return await tryImagined(definition, { on, facts: fact, silent });
}

/** What the region says of this service fits it; what it says of others is not looked at. */
function fittingRegion(name: string, definition: Definition): RegionFile {
  const region = readRegion(name);
  const { service } = definition.written;
  const theirs = region.parameters[service];
  const parameters = theirs === undefined ? {} : { [service]: theirs };
  requireFitting({ ...region, parameters, examples: [] }, [definition]);
  return region;
}

async function tryExamples(definition: Definition): Promise<number> {
  let wrong = 0;
  for (const example of definition.written.examples) {
    const tried = await tryExample(definition, example);
    const miss = await missed(definition, example);
    if (miss !== undefined) wrong += 1;
    print(`${miss === undefined ? '✓' : '✗'} ${example.name}`, [
      ...(miss === undefined ? [] : [`和例子写的不一样（${miss}）`]),
      ...toldAnswer(tried),
    ]);
  }
  const { length } = definition.written.examples;
  process.stdout.write(wrong === 0 ? `${length} 个例子都对。\n` : `${length} 个例子里有 ${wrong} 个不对。\n`);
  return wrong === 0 ? 0 : 1;
}

interface WhatIf {
  readonly on: string | undefined;
  /** Each `name=value`. */
  readonly facts: readonly string[];
  readonly silent: readonly string[];
}

async function tryImagined(definition: Definition, { on, facts, silent }: WhatIf): Promise<number> {
  const { sample } = definition.written;
  if (on !== undefined && !isCivilDate(on)) throw new Error(`没有 ${on} 这一天，写成 2026-11-22 这样`);
  const unknown = silent.find((name) => !definition.facts.has(name) && !definition.tables.has(name));
  if (unknown !== undefined) {
    const known = [...definition.facts.keys(), ...definition.tables.keys()];
    throw new Error(`--silent ${unknown}：没有这个名字，只能写 ${known.join('、')}`);
  }
  const changed = Object.fromEntries(facts.map((fact) => factFrom(fact, definition)));
  const day = on ?? sample.on;
  const tried = await tryResident(definition, { on: day, facts: { ...sample.facts, ...changed }, silent });
  print(`${day}，样例居民${facts.length === 0 ? '' : `，${facts.join('，')}`}`, toldAnswer(tried));
  return 0;
}

function factFrom(text: string, { facts }: Definition): [string, Scalar | null] {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  const declared = facts.get(name);
  if (at < 1 || declared === undefined) {
    throw new Error(`--fact ${text}：写成 名字=值，名字是 ${[...facts.keys()].join('、')} 之一`);
  }
  const read = valueFrom(value, declared.type);
  if (read !== null && !isOfType(read, declared.type)) {
    throw new Error(`--fact ${text}：${valueHint(declared.type, value)}`);
  }
  return [name, read];
}

function valueFrom(value: string, type: FactType): Scalar | null {
  if (value === 'null') return null;
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return type === 'number' && /^-?\d+(\.\d+)?$/u.test(value) ? Number(value) : value;
}

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`${title}\n${lines.map((line) => `    ${line}\n`).join('')}`);
}
