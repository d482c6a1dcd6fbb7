/** The trust list and the status list: fetched each time, kept for when there is no network. */
import { type GenericSchema, type InferOutput, safeParse } from 'valibot';
import {
  type StatusList,
  statusList,
  type TrustList,
  trustList,
} from '#server/contract/paper/certificate-code.ts';
import type { Knowledge } from '#server/contract/paper/code-verdict.ts';
import { unpackBits } from '#server/contract/paper/status-bits.ts';

const ANSWER_WITHIN_MS = 6000;

interface Had<T> {
  readonly list: T;
  readonly isFresh: boolean;
}

/** Never throws: without network, what was kept; without that, nothing. `now`: seconds since 1970. */
export async function knowledgeAt(now: number): Promise<Knowledge> {
  const [trust, status] = await Promise.all([
    listAt<typeof trustList>('/api/trust', trustList),
    listAt<typeof statusList>('/api/status', statusList),
  ]);
  return { trust: trust?.list, status: await unpacked(status), now };
}

async function unpacked(status: Had<StatusList> | undefined): Promise<Knowledge['status']> {
  const bits = status === undefined ? undefined : await unpackBits(status.list.bits);
  return status === undefined || bits === undefined ? undefined : { ...status, bits };
}

async function listAt<S extends GenericSchema<TrustList> | GenericSchema<StatusList>>(
  path: string,
  schema: S,
): Promise<Had<InferOutput<S>> | undefined> {
  const fetched = read(schema, await textAt(path));
  if (fetched !== undefined) {
    keep(path, JSON.stringify(fetched));
    return { list: fetched, isFresh: true };
  }
  const kept = read(schema, recall(path));
  return kept === undefined ? undefined : { list: kept, isFresh: false };
}

function read<S extends GenericSchema>(schema: S, text: string | null): InferOutput<S> | undefined {
  try {
    const parsed = safeParse(schema, JSON.parse(text ?? ''));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    const answer = await fetch(path, { cache: 'no-cache', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** Private windows may refuse to keep anything; then each visit needs the network. */
function keep(path: string, text: string): void {
  try {
    localStorage.setItem(path, text);
  } catch {}
}

function recall(path: string): string | null {
  try {
    return localStorage.getItem(path);
  } catch {
    return null;
  }
}
