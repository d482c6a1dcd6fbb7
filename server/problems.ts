import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type GenericSchema, getDotPath, type InferOutput, safeParse } from 'valibot';
import type { Problem, ProblemCode } from '#server/contract/problems.ts';
import type { Log } from './log.ts';

const STATUS = {
  malformed: 400,
  not_found: 404,
  too_large: 413,
  too_many_requests: 429,
  proof_invalid: 401,
  kiosk_unknown: 401,
  code_unknown: 409,
  assertion_invalid: 401,
  assertion_replayed: 401,
  visit_over: 401,
  level_too_low: 403,
  not_eligible: 409,
  glyphs_missing: 409,
  text_too_long: 409,
  copy_still_live: 409,
  not_in_doubt: 409,
  request_differs: 409,
  database_unavailable: 503,
  internal: 500,
} as const satisfies Record<ProblemCode, number>;

/** A request that is turned away before its own work begins. Other outcomes are values. */
export class Refused extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, detail?: string) {
    super(detail);
    this.name = 'Refused';
    this.code = code;
  }
}

/** What a request carries, checked. Throws `Refused` `malformed` naming the place, never the value. */
export function parsed<S extends GenericSchema>(schema: S, input: unknown): InferOutput<S> {
  const result = safeParse(schema, input);
  if (result.success) return result.output;
  const places = result.issues.map((issue) => `${getDotPath(issue) ?? 'body'}: not a valid ${issue.type}`);
  throw new Refused('malformed', places.join('; '));
}

/** Answers application/problem+json (RFC 9457). */
export function sendProblem(res: Response, code: ProblemCode, detail?: string): void {
  const status = STATUS[code];
  const problem: Problem = { title: code.replaceAll('_', ' '), status, code, ...(detail ? { detail } : {}) };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

export const nothingHere: RequestHandler = (_req, res) => sendProblem(res, 'not_found');

/** Maps whatever a route throws; what is unknown is logged by its class and answered without details. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (fault: unknown, _req, res, next) => {
    if (res.headersSent) return next(fault);
    if (fault instanceof Refused) return sendProblem(res, fault.code, fault.message);
    const code = codeOf(fault);
    if (code === 'internal' || code === 'database_unavailable')
      log('request_failed', { fault: nameOf(fault), where: placeOf(fault) });
    sendProblem(res, code);
  };
}

function codeOf(fault: unknown): ProblemCode {
  if (isClientFault(fault)) return fault.status === 413 ? 'too_large' : 'malformed';
  if (isUnstorable(fault)) return 'malformed';
  return isDatabaseAway(fault) ? 'database_unavailable' : 'internal';
}

/** body-parser and the router mark what the client did wrong: `expose` and a 4xx `status` (http-errors). */
function isClientFault(fault: unknown): fault is { status: number } {
  if (!(fault instanceof Error) || !('status' in fault)) return false;
  return typeof fault.status === 'number' && fault.status >= 400 && fault.status < 500;
}

/** PostgreSQL 22021 and 22P05: a NUL, which JSON may carry and no text in the database may. */
function isUnstorable(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && ['22021', '22P05'].includes(String(fault.code));
}

/** A connection that broke: a file that cannot be read or written has other codes. */
const BROKEN: readonly string[] = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** PostgreSQL classes 08 (connection), 53 (resources), 57P (shutdown) and 58 (its files); a connection that broke or was never made. */
function isDatabaseAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'code' in fault ? String(fault.code) : '';
  if ('syscall' in fault) return fault.syscall === 'connect' || BROKEN.includes(code);
  return (
    /^(08...|53...|57P..|58...)$/u.test(code) ||
    /^(Connection terminated|timeout (exceeded|expired))/u.test(fault.message)
  );
}

function nameOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return 'code' in fault ? `${fault.name} ${String(fault.code)}` : fault.name;
}

/** The first line of the stack that is ours. What stands before the lines is the message, and it stays out. */
function placeOf(fault: unknown): string {
  const lines = fault instanceof Error ? (fault.stack?.split('\n') ?? []) : [];
  return lines.find((line) => line.startsWith('    at ') && line.includes('/server/'))?.trim() ?? '';
}
