/** Which services still work while a department does not answer: each one's sample resident, with that source down. */
import type { Definition } from '../definitions/definition-file.ts';
import { tryResident } from '../definitions/examples.ts';

/** `works`: the answer is still yes. `asks`: it is open, and tells whom to ask. `fails`: it tells nobody to ask. */
export type Effect = 'works' | 'asks' | 'fails';

export interface Outage {
  readonly source: string;
  /** By service; a service that never asks the source works. */
  readonly effects: ReadonlyMap<string, Effect>;
}

export async function outagesOf(
  definitions: readonly Definition[],
  sources: readonly string[],
): Promise<Outage[]> {
  return await Promise.all(
    sources.map(async (source) => ({
      source,
      effects: new Map(
        await Promise.all(
          definitions.map(
            async (each): Promise<[string, Effect]> => [each.written.service, await effectOf(each, source)],
          ),
        ),
      ),
    })),
  );
}

async function effectOf(definition: Definition, source: string): Promise<Effect> {
  const { on, facts } = definition.written.sample;
  const { answer } = (await tryResident(definition, { on, facts, down: new Set([source]) })).decided;
  if (answer.result === 'yes') return 'works';
  return answer.result === 'unknown' && answer.ask.length > 0 ? 'asks' : 'fails';
}
