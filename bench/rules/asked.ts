/** The two definitions of this bench, and the sources they may ask: everything is in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, readDefinition } from '../../server/definitions/definition-file.ts';
import { failingExamples } from '../../server/definitions/examples.ts';
import { FactBook } from '../../server/definitions/fact-book.ts';
import type { SourceFile } from '../../server/definitions/source-file.ts';
import { type Decided, decide } from '../../server/rules/decision.ts';
import type { Facts } from '../../server/rules/judgement.ts';
import type { FactType } from '../../server/rules/leaf-test.ts';

const TODAY = '2026-11-22';
const TYPES: Readonly<Record<string, FactType>> = {
  birth: 'date',
  community: 'code',
  since: 'date',
  card_expires: 'date',
  income: 'number',
  grade: 'code',
  months_paid: 'number',
  certified: 'date',
  flag_1: 'boolean',
  flag_2: 'boolean',
  flag_3: 'boolean',
  elsewhere: 'boolean',
};

const label = { zh: '事实', en: 'Fact' };
const source: SourceFile = {
  source: 'bench',
  department: label,
  title: label,
  cost: 0,
  unknown: { who: '服务台', zh: '查不到，请找<who>' },
  facts: Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [`bench.${name}`, { type, label }])),
  tables: {},
};

/** Throws when its own examples do not hold: a bench of a wrong rule measures nothing. */
export async function benchDefinition(name: string): Promise<Definition> {
  const file = join(import.meta.dirname, `${name}.yaml`);
  const house = { book: new FactBook([source]), refusedCategories: new Set<string>() };
  const definition = readDefinition(file, readFileSync(file, 'utf8'), house);
  const failing = await failingExamples(definition);
  if (failing.length > 0) throw new Error(failing.join('; '));
  return definition;
}

export function decideWith(definition: Definition, facts: Facts): Promise<Decided> {
  const sources = { bench: async () => ({ state: 'facts' as const, facts }) };
  return decide({ definition, settings: {}, today: TODAY, sources });
}
