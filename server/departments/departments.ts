/** All departments behind one door: which exchange carries a source, what became of each question, and the evidence. */
import { createHash, randomUUID } from 'node:crypto';
import type { FactBook } from '../definitions/fact-book.ts';
import type { SourceFile } from '../definitions/source-file.ts';
import type { Log } from '../log.ts';
import { chinaDay } from '../rules/civil-date.ts';
import type { SourceAnswer } from '../rules/source-answer.ts';
import type { DepartmentAnswer, DepartmentQuery, Departments } from './department.ts';
import { DepartmentFault, faultOf } from './department-fault.ts';
import { readRecord, wireFields } from './department-record.ts';
import type { Question } from './exchanges/connector.ts';
import type { ExchangeSettings } from './exchanges/exchange-settings.ts';
import { interruption } from './exchanges/post.ts';
import type { GuardPace } from './guard.ts';
import { within } from './patience.ts';
import { openRoutes, type Route } from './routes.ts';

interface Pace extends GuardPace {
  /** A resident stands there: a question has so long, however often it is asked. */
  readonly answerWithinMs: number;
}
const PACE: Pace = { answerWithinMs: 3000, retryWithinMs: 1500, restMs: 10_000 };

interface Parts {
  readonly settings: ExchangeSettings;
  readonly book: FactBook;
  readonly log: Log;
  /** Ms since 1970. */
  readonly now?: () => number;
  readonly pace?: Partial<Pace>;
}

/** Throws SettingsFault. A source that no exchange carries is down for good and answers `unavailable`. */
export function openDepartments({ settings, book, log, now = Date.now, pace }: Parts): Departments {
  const closing = new AbortController();
  const fullPace = { ...PACE, ...pace };
  const routes = openRoutes({ settings, book, now, pace: fullPace, closing: closing.signal });
  const ask = (query: DepartmentQuery, asker?: AbortSignal): Promise<DepartmentAnswer> => {
    // Why an asker leaves, be it that other departments took his time, says nothing of this department.
    const leaves = [closing.signal, ...(asker ? [asker] : [])];
    return within(fullPace.answerWithinMs, leaves, (signal) =>
      answerOf(routes.get(query.source), query, { log, now, signal }),
    );
  };
  const outside = [...book.sources.values()].filter(hasWire).map(({ source }) => source);
  return {
    query: ask,
    down: () => new Set(outside.filter((source) => routes.get(source)?.guard.isResting ?? true)),
    close: async () => closing.abort(),
  };
}

/** A source whose facts have no field is in this house. */
function hasWire({ facts, tables }: SourceFile): boolean {
  return Object.values(facts).some(({ field }) => field !== undefined) || Object.keys(tables).length > 0;
}

interface Asking {
  readonly log: Log;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

async function answerOf(
  route: Route | undefined,
  query: DepartmentQuery,
  asking: Asking,
): Promise<DepartmentAnswer> {
  const requestId = randomUUID();
  const hashes: { asked: string; answered?: string } = { asked: sha256('') };
  const answer = await exchange(route, { requestId, query, at: asking.now() }, hashes, asking).catch(
    (cause) => {
      const { code, state } = faultOf(cause, () => interruption(asking.signal));
      if (code !== 'ended') asking.log('department_silent', { fault: code, where: query.source });
      return { state };
    },
  );
  return {
    answer,
    evidence: {
      requestId,
      askedBy: route?.askedBy,
      requestHash: hashes.asked,
      responseHash: hashes.answered,
      at: asking.now(),
    },
  };
}

async function exchange(
  route: Route | undefined,
  asked: Omit<Question, 'fields'>,
  hashes: { asked: string; answered?: string },
  { log, now, signal }: Asking,
): Promise<SourceAnswer> {
  if (route === undefined) throw new DepartmentFault('not_configured');
  const { file, connector, guard } = route;
  const { wanted, source } = asked.query;
  const question = { ...asked, fields: wireFields(file, wanted) };
  const body = connector.write(question);
  hashes.asked = sha256(body);
  const heard = (bytes: Uint8Array) => {
    hashes.answered = sha256(bytes);
  };
  const found = await Promise.race([
    guard.run(() => connector.ask({ question, body, heard, signal }), signal),
    interrupted(signal),
  ]);
  if (found === undefined) return { state: 'not_found' };
  const { answer, unusable } = readRecord(file, wanted, found.record, chinaDay(now()));
  for (const name of unusable) log('department_value_of_wrong_type', { where: `${source} ${name}` });
  if (answer.state === 'stale') log('department_stale', { where: source });
  return answer;
}

/** Never resolves. */
function interrupted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(interruption(signal));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function sha256(what: string | Uint8Array): string {
  return createHash('sha256').update(what).digest('hex');
}
