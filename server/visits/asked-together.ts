/** Several benefits looked at together: a source is asked once for all of them, and whether one is had already. */
import type { Definition } from '../definitions/definition-file.ts';
import type { Decided } from '../rules/decision.ts';
import type { Facts } from '../rules/judgement.ts';
import type { SourceAnswer, SourceQuery } from '../rules/source-answer.ts';

/** The resident's own wish to see what can be had. It is one wish, so one purpose, whatever it is asked for. */
export const MATCHING = 'policy-match';

export type Ask = (source: string, wanted: SourceQuery) => Promise<SourceAnswer>;

/** Whoever asks a source first, asks for all that these definitions want of it; the others wait for the same answer. */
export function onceTogether(definitions: readonly Definition[], ask: Ask): Ask {
  const asked = new Map<string, Promise<SourceAnswer>>();
  return (source) => {
    const answer = asked.get(source) ?? ask(source, wantedOf(source, definitions));
    asked.set(source, answer);
    return answer;
  };
}

function wantedOf(source: string, definitions: readonly Definition[]): SourceQuery {
  const facts = definitions.flatMap(({ facts: declared }) =>
    [...declared].filter(([, { sources }]) => sources.includes(source)).map(([name]) => name),
  );
  const tables = definitions.flatMap(({ tables: declared }) =>
    [...declared].filter(([, table]) => table.source === source).map(([name]) => name),
  );
  return { facts: [...new Set(facts)].toSorted(), tables: [...new Set(tables)].toSorted() };
}

/** Only of somebody who may have the benefit: of others there is no need to know. */
export async function heldFacts(
  { written: { held }, facts }: Definition,
  decided: Decided,
  ask: Ask,
): Promise<Facts> {
  if (held === undefined || Object.hasOwn(decided.facts, held) || decided.answer.result === 'no') return {};
  for (const source of facts.get(held)?.sources ?? []) {
    const answer = await ask(source, { facts: [held], tables: [] });
    if (answer.state === 'not_found') return { [held]: facts.get(held)?.absent ?? null };
    const value = answer.state === 'facts' ? answer.facts[held] : undefined;
    if (typeof value === 'boolean') return { [held]: value };
  }
  return {};
}
