/** Asks the rules about a visit: at its opening by what is in this house, at the resident's wish with the departments. */
import { nameOn } from '#agent/contract/card-kinds.ts';
import type { Definition } from '../definitions/definition-file.ts';
import type { Departments } from '../departments/department.ts';
import { within } from '../departments/patience.ts';
import type { Keyring } from '../keys/keyring.ts';
import { Refused } from '../problems.ts';
import type { CivilDate } from '../rules/civil-date.ts';
import { type Decided, decide } from '../rules/decision.ts';
import type { SourceQuery, Sources } from '../rules/source-answer.ts';
import type { Db } from '../store/database.ts';
import { type Ask, heldFacts, MATCHING, onceTogether } from './asked-together.ts';
import { actorOf, keepAnswers, type Learned, rememberedAnswers } from './department-answers.ts';
import { type Community, communitySettings } from './eligibility.ts';
import { type Answers, houseSources, IN_THIS_HOUSE } from './house-sources.ts';
import { Turns } from './turns.ts';
import type { Visit } from './visit.ts';

/** For all departments of one wish: one service, or all benefits together. A resident stands there. */
const ASK_WITHIN_MS = 8000;

interface JudgeParts {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly community: Community;
  readonly departments: Departments;
  readonly askWithinMs?: number;
  /** Ends the asking, as does the time. */
  readonly leave?: AbortSignal;
  /** Of the same visit and purpose only one asks at a time: the other finds what was told. */
  readonly turns?: Turns;
}

interface Matched {
  readonly definition: Definition;
  readonly decided: Decided;
}

export class Judge {
  readonly #parts: JudgeParts;
  readonly #turns: Turns;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
    this.#turns = parts.turns ?? new Turns();
  }

  /** The same judge for somebody who may leave. */
  until(leave: AbortSignal): Judge {
    return new Judge({ ...this.#parts, turns: this.#turns, leave });
  }

  /** Nobody outside is asked, and the resident neither: what hangs on them is `open`. */
  atOpening(definition: Definition, visit: Visit, today: CivilDate): Promise<Decided> {
    const withheld = (source: string) => source === 'form' || !IN_THIS_HOUSE.has(source);
    return this.#decide(definition, houseSources(visit, {}), today, withheld);
  }

  /**
   * Departments are asked for this service, each once in a visit; what they say is kept before it is answered. Throws
   * `Refused` `visit_over` when the visit ended while they were asked.
   */
  asking(definition: Definition, visit: Visit, today: CivilDate, answers: Answers = {}): Promise<Decided> {
    return this.#inTurn(visit, definition.written.service, (ask) => {
      const sources = { ...houseSources(visit, answers), ...departmentsOf([definition], ask) };
      return this.#decide(definition, sources, today);
    });
  }

  /**
   * Every benefit at once, for one purpose: each source is asked once, for what the benefits still open want together.
   * What the house itself knows to be out of reach asks nobody. Whether a benefit is had already is asked too. Throws
   * as `asking` does.
   */
  async matching(benefits: readonly Definition[], visit: Visit, today: CivilDate): Promise<Matched[]> {
    const known = await Promise.all(
      benefits.map(async (definition) => ({
        definition,
        decided: await this.atOpening(definition, visit, today),
      })),
    );
    const open = known.filter(({ decided }) => decided.answer.result !== 'no').map((each) => each.definition);
    return this.#inTurn(visit, MATCHING, (ask) => {
      const together = onceTogether(open, ask);
      const sources = { ...houseSources(visit, {}), ...departmentsOf(open, together) };
      return Promise.all(
        known.map(async (each) => {
          if (!open.includes(each.definition)) return each;
          const { definition } = each;
          const decided = await this.#decide(definition, sources, today, (source) => source === 'form');
          const facts = await heldFacts(definition, decided, together);
          return { definition, decided: { ...decided, facts: { ...decided.facts, ...facts } } };
        }),
      );
    });
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

  #inTurn<T>(visit: Visit, purpose: string, decide: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#turns.take(`${visit.id} ${purpose}`, async () => {
      const { db, keyring, askWithinMs = ASK_WITHIN_MS, leave } = this.#parts;
      const learned: Learned[] = [];
      const decided = await within(askWithinMs, leave ? [leave] : [], (signal) =>
        decide(this.#asker(visit, purpose, learned, signal)),
      );
      if (!(await keepAnswers(db, keyring, visit, learned))) throw new Refused('visit_over');
      return decided;
    });
  }

  /** Adds to `learned` what a department was asked, and what it said. */
  #asker(visit: Visit, purpose: string, learned: Learned[], signal: AbortSignal): Ask {
    const { db, keyring, departments } = this.#parts;
    let remembered: ReturnType<typeof rememberedAnswers> | undefined;
    const subject = { idNumber: visit.card.idNumber, name: nameOn(visit.card) };
    return async (source, wanted) => {
      const fields = [...wanted.facts, ...wanted.tables];
      remembered ??= rememberedAnswers(db, keyring, visit, purpose); // not for what this house knows by itself
      const told = (await remembered).get(source);
      if (told !== undefined && fields.every((field) => told.fields.includes(field))) return told.answer;
      if (signal.aborted) return { state: 'unavailable' }; // nobody is asked, so nobody looked
      const query = { source, purpose, subject, wanted, caseId: visit.id, actor: actorOf(visit) };
      const answered = await departments.query(query, signal);
      learned.push({ ...answered, source, purpose, fields });
      return answered.answer;
    };
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
