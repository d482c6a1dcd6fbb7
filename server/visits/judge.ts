/** Asks the rules about a visit: at its opening by what is in this house, at the resident's wish with the departments. */
import { nameOn } from '#agent/contract/card-kinds.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { Departments } from '../departments/department.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { CivilDate } from '../rules/civil-date.ts';
import { type Decided, decide } from '../rules/decision.ts';
import type { SourceQuery, Sources } from '../rules/source-answer.ts';
import type { Db } from '../store/database.ts';
import { type Ask, heldFacts, MATCHING, onceTogether } from './asked-together.ts';
import { actorOf, keepAnswers, type Learned, rememberedAnswers } from './department-answers.ts';
import { type Community, communitySettings } from './eligibility.ts';
import { type Answers, houseSources, IN_THIS_HOUSE } from './house-sources.ts';
import type { Visit } from './visit.ts';

/** For all departments of one wish: one service, or all benefits together. A resident stands there. */
const ASK_WITHIN_MS = 8000;

interface JudgeParts {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly community: Community;
  readonly departments: Departments;
  readonly askWithinMs?: number;
}

interface Matched {
  readonly definition: Definition;
  readonly decided: Decided;
}

export class Judge {
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  /** Nobody outside is asked, and the resident neither: what hangs on them is `open`. */
  atOpening(definition: Definition, visit: Visit, today: CivilDate): Promise<Decided> {
    const withheld = (source: string) => source === 'form' || !IN_THIS_HOUSE.has(source);
    return this.#decide(definition, houseSources(visit, {}), today, withheld);
  }

  /** Departments are asked for this service, each once in a visit; what they say is kept before it is answered. */
  async asking(
    definition: Definition,
    visit: Visit,
    today: CivilDate,
    answers: Answers = {},
  ): Promise<Decided> {
    const { ask, keep } = this.#asker(visit, definition.written.service);
    const sources = { ...houseSources(visit, answers), ...departmentsOf([definition], ask) };
    const decided = await this.#decide(definition, sources, today);
    await keep();
    return decided;
  }

  /**
   * Every benefit at once, for one purpose: each source is asked once, for what the benefits still open want together.
   * What the house itself knows to be out of reach asks nobody. Whether a benefit is had already is asked too.
   */
  async matching(benefits: readonly Definition[], visit: Visit, today: CivilDate): Promise<Matched[]> {
    const known = await Promise.all(
      benefits.map(async (definition) => ({
        definition,
        decided: await this.atOpening(definition, visit, today),
      })),
    );
    const open = known.filter(({ decided }) => decided.answer.result !== 'no').map((each) => each.definition);
    const { ask, keep } = this.#asker(visit, MATCHING);
    const together = onceTogether(open, ask);
    const sources = { ...houseSources(visit, {}), ...departmentsOf(open, together) };
    const matched = await Promise.all(
      known.map(async (each) => {
        if (!open.includes(each.definition)) return each;
        const { definition } = each;
        const decided = await this.#decide(definition, sources, today, (source) => source === 'form');
        const facts = await heldFacts(definition, decided, together);
        return { definition, decided: { ...decided, facts: { ...decided.facts, ...facts } } };
      }),
    );
    await keep();
    return matched;
  }

  #decide(
    definition: Definition,
    sources: Sources,
    today: CivilDate,
    withheld?: (source: string) => boolean,
  ): Promise<Decided> {
    const settings = communitySettings(this.#parts.community);
    return decide({ definition, settings, today, sources, ...(withheld ? { withheld } : {}) });
  }

  #asker(visit: Visit, purpose: string): { ask: Ask; keep: () => Promise<void> } {
    const { db, keyring, departments, askWithinMs = ASK_WITHIN_MS } = this.#parts;
    let remembered: ReturnType<typeof rememberedAnswers> | undefined;
    let signal: AbortSignal | undefined;
    const subject = { idNumber: visit.card.idNumber, name: nameOn(visit.card) };
    const learned: Learned[] = [];
    const ask: Ask = async (source, wanted) => {
      const fields = [...wanted.facts, ...wanted.tables];
      remembered ??= rememberedAnswers(db, keyring, visit, purpose); // not for what this house knows by itself
      const told = (await remembered).get(source);
      if (told !== undefined && fields.every((field) => told.fields.includes(field))) return told.answer;
      const query = { source, purpose, subject, wanted, caseId: visit.id, actor: actorOf(visit) };
      signal ??= AbortSignal.timeout(askWithinMs);
      const answered = await departments.query(query, signal);
      learned.push({ ...answered, source, purpose, fields });
      return answered.answer;
    };
    return { ask, keep: () => keepAnswers(db, keyring, visit, learned) };
  }
}

/** The departments behind these definitions, each asked through `ask`. */
function departmentsOf(definitions: readonly Definition[], ask: Ask): Sources {
  const names = definitions.flatMap(({ facts, tables }) => [
    ...[...facts.values()].flatMap(({ sources }) => sources),
    ...[...tables.values()].map(({ source }) => source),
  ]);
  const outside = names.filter((name) => !IN_THIS_HOUSE.has(name));
  return Object.fromEntries(outside.map((source) => [source, (wanted: SourceQuery) => ask(source, wanted)]));
}
