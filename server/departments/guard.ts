/** What keeps a source that is down from keeping residents waiting: breaker, bulkhead and one retry (cockatiel). */
import {
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  retry,
  wrap,
} from 'cockatiel';
import { DepartmentFault } from './department-fault.ts';

const OPENS_AFTER = 5;
const AT_ONCE = 4;
const MAX_WAITING = 32;

export interface GuardPace {
  /** A source that is down is left alone so long; then one question tries it. */
  readonly restMs: number;
  /** A question that failed sooner than this is asked once more. */
  readonly retryWithinMs: number;
}

export class Guard {
  readonly #pace: GuardPace;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #bulkhead = bulkhead(AT_ONCE, MAX_WAITING);
  #restsUntil = 0;

  constructor(pace: GuardPace) {
    this.#pace = pace;
    this.#breaker = circuitBreaker(
      handleWhen((fault) => this.#counts(fault)),
      { halfOpenAfter: { next: () => this.#rest() }, breaker: new ConsecutiveBreaker(OPENS_AFTER) },
    );
  }

  /** Not asked now. When its rest is over it is asked again, though nobody knows yet whether it is back. */
  get isResting(): boolean {
    return this.#breaker.state === CircuitState.Open && performance.now() < this.#restsUntil;
  }

  /** For questions that change nothing: it may be asked twice. Throws what `ask` throws, or what cockatiel throws. */
  run<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const latest = performance.now() + this.#pace.retryWithinMs;
    const again = handleWhen((fault) => isPassing(fault) && performance.now() < latest);
    const policy = wrap(this.#bulkhead, retry(again, { maxAttempts: 1 }), this.#breaker);
    return policy.execute(() => this.#settled(ask), signal).then((outcome) => outcome());
  }

  /** cockatiel counts by the clock on the wall: set back by an hour, it would leave a source alone for an hour. */
  #rest(): IBackoff<unknown> {
    const until = performance.now() + this.#pace.restMs;
    this.#restsUntil = until;
    return {
      next: () => this.#rest(),
      get duration() {
        return performance.now() < until ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      },
    };
  }

  /** An answer, or a refusal: either way the department is there, which cockatiel only learns from a value. */
  async #settled<T>(ask: () => Promise<T>): Promise<() => T> {
    try {
      const answer = await ask();
      return () => answer;
    } catch (fault) {
      if (this.#counts(fault) || isEnded(fault)) throw fault;
      return () => {
        throw fault;
      };
    }
  }

  /** A probe whose resident left has proved nothing: the breaker must not close on it. */
  #counts(fault: unknown): boolean {
    if (isEnded(fault)) return this.#breaker.state === CircuitState.HalfOpen;
    return fault instanceof DepartmentFault && fault.isDown;
  }
}

function isEnded(fault: unknown): boolean {
  return fault instanceof DepartmentFault && fault.code === 'ended';
}

/** It may be over at once. Silence was already waited for. */
function isPassing(fault: unknown): boolean {
  return fault instanceof DepartmentFault && (fault.code === 'unreachable' || fault.code === 'server_error');
}
