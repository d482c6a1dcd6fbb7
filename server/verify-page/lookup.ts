/** The form for people who type. */
import { safeParse } from 'valibot';
import { lookup, lookupAnswer } from '#server/contract/certificates.ts';
import { LOOKUP_MALFORMED, LOOKUP_OFFLINE, LOOKUP_TOO_OFTEN, lookupSaying, type Saying } from './words.ts';

const ANSWER_WITHIN_MS = 8000;
const TOO_MANY_REQUESTS = 429;

/** Never throws. Takes what people type: spaces, full-width digits, long dashes, a small x. */
export async function lookUp(number: string, lastFour: string): Promise<Saying> {
  const asked = safeParse(lookup, { number: plain(number), lastFour: plain(lastFour).toUpperCase() });
  if (!asked.success) return LOOKUP_MALFORMED;
  try {
    const answer = await fetch('/api/lookups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked.output),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.status === TOO_MANY_REQUESTS) return LOOKUP_TOO_OFTEN;
    const told = safeParse(lookupAnswer, await answer.json());
    return told.success ? lookupSaying(told.output) : LOOKUP_OFFLINE;
  } catch {
    return LOOKUP_OFFLINE;
  }
}

function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/\s/gu, '');
}
