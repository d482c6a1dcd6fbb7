/** One POST to an exchange, its whole answer in memory, and nothing thrown but a DepartmentFault. */
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import { DepartmentFault } from '../department-fault.ts';
import { saysTwice } from './plain-json.ts';

/** Twice the longest statement that fits on paper; whatever is longer is no answer about one person. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export async function post(
  url: string,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8', Accept: 'application/json', ...headers },
      body,
      signal,
      redirect: 'error', // whoever sends us elsewhere would be given the question
    });
    return { status: response.status, headers: response.headers, bytes: await bytesOf(response) };
  } catch (cause) {
    if (cause instanceof DepartmentFault) throw cause;
    throw signal.aborted ? interruption(signal) : new DepartmentFault('unreachable', { cause });
  }
}

/** Why nobody waits any more: the time is up, or whoever asked has gone. */
export function interruption(signal: AbortSignal): DepartmentFault {
  const { reason: cause } = signal;
  const isTimeUp = cause instanceof DOMException && cause.name === 'TimeoutError';
  return new DepartmentFault(isTimeUp ? 'timed_out' : 'ended', { cause });
}

/** Throws for every status but 200. */
export function assertAnswered({ status }: Posted): void {
  if (status === 200) return;
  if (status >= 500) throw new DepartmentFault('server_error');
  throw new DepartmentFault(status === 401 || status === 403 ? 'not_permitted' : 'malformed');
}

export function jsonOf({ bytes }: Posted): unknown {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(json);
    if (!saysTwice(json)) return value;
  } catch {
    throw new DepartmentFault('malformed'); // without the cause: its message quotes the answer
  }
  throw new DepartmentFault('malformed');
}

/** Without what was found instead: it may be somebody's. */
export function parsed<S extends GenericSchema>(schema: S, value: unknown): InferOutput<S> {
  const result = safeParse(schema, value);
  if (!result.success) throw new DepartmentFault('malformed');
  return result.output;
}

async function bytesOf({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new DepartmentFault('too_long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
