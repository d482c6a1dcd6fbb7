/** Why a department gave no usable answer. The code is all that is ever logged of it: nothing of the person is in it. */

import { isBrokenCircuitError, isBulkheadRejectedError, isTaskCancelledError } from 'cockatiel';

/** How each is told to the decision, and whether it speaks of a department that is down. */
const KINDS = {
  /** No exchange of the settings carries this source. */
  not_configured: { state: 'unavailable', isDown: false },
  /** Asked several times in vain; left alone for a while. */
  breaker_open: { state: 'unavailable', isDown: false },
  /** Too many are waiting for it already. */
  busy: { state: 'unavailable', isDown: false },
  /** Whoever asked has gone. */
  ended: { state: 'unavailable', isDown: false },
  timed_out: { state: 'unavailable', isDown: true },
  /** No connection, or one that broke before the answer was whole. */
  unreachable: { state: 'unavailable', isDown: true },
  server_error: { state: 'unavailable', isDown: true },
  /** An answer of another shape than agreed. */
  malformed: { state: 'unavailable', isDown: false },
  too_long: { state: 'unavailable', isDown: false },
  /** The answer does not prove that it belongs to our question. */
  not_ours: { state: 'unavailable', isDown: false },
  /** An error of ours. */
  internal: { state: 'unavailable', isDown: false },
  /** One of the two clocks is wrong. */
  clock_skew: { state: 'refused', isDown: false },
  signature_refused: { state: 'refused', isDown: false },
  secret_expired: { state: 'refused', isDown: false },
  /** No agreement for this service, this purpose or this person who asks. */
  not_permitted: { state: 'refused', isDown: false },
} as const satisfies Record<string, { readonly state: 'unavailable' | 'refused'; readonly isDown: boolean }>;

export type DepartmentFaultCode = keyof typeof KINDS;

export class DepartmentFault extends Error {
  readonly code: DepartmentFaultCode;

  constructor(code: DepartmentFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DepartmentFault';
    this.code = code;
  }

  get state(): 'unavailable' | 'refused' {
    return KINDS[this.code].state;
  }

  /** Transport faults and 5xx count against a department; refusals and nonsense do not. */
  get isDown(): boolean {
    return KINDS[this.code].isDown;
  }
}

/** Of whatever was thrown on the way. `interrupted`: what it means that nobody waits any more. */
export function faultOf(cause: unknown, interrupted: () => DepartmentFault): DepartmentFault {
  if (cause instanceof DepartmentFault) return cause;
  if (isBrokenCircuitError(cause)) return new DepartmentFault('breaker_open');
  if (isBulkheadRejectedError(cause)) return new DepartmentFault('busy');
  if (isTaskCancelledError(cause)) return interrupted();
  return new DepartmentFault('internal', { cause });
}
