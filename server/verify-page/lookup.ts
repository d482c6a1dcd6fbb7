/** The form for people who type. */
import { safeParse } from 'valibot';
import { type Lookup, type LookupAnswer, lookup, lookupAnswer } from '#server/contract/certificates.ts';
import type { CertificateClaims } from '#server/contract/paper/certificate-code.ts';
import {
  LOOKUP_MALFORMED,
  LOOKUP_OFFLINE,
  LOOKUP_TOO_OFTEN,
  liveCopyWords,
  lookupSaying,
  type Saying,
} from './words.ts';

const ANSWER_WITHIN_MS = 8000;
const TOO_MANY_REQUESTS = 429;

/** Never throws. Takes what people type: spaces, full-width digits, long dashes, a small x. */
export async function lookUp(number: string, lastFour: string): Promise<Saying> {
  const asked = safeParse(lookup, { number: plain(number), lastFour: plain(lastFour).toUpperCase() });
  if (!asked.success) return LOOKUP_MALFORMED;
  const answer = await ask(asked.output);
  return typeof answer === 'string' ? SAID[answer] : lookupSaying(answer);
}

/** Of a paper that is no longer live: which copy is, in a sentence; undefined when nobody can be asked. Never throws. */
export async function liveCopyOf({ number, lastFour }: CertificateClaims): Promise<string | undefined> {
  const asked = safeParse(lookup, { number, lastFour });
  const answer = asked.success ? await ask(asked.output) : 'offline';
  return typeof answer === 'string' ? undefined : liveCopyWords(answer);
}

const SAID = { too_often: LOOKUP_TOO_OFTEN, offline: LOOKUP_OFFLINE } as const;

async function ask(asked: Lookup): Promise<LookupAnswer | keyof typeof SAID> {
  try {
    const answer = await fetch('/api/lookups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.status === TOO_MANY_REQUESTS) return 'too_often';
    const told = safeParse(lookupAnswer, await answer.json());
    return told.success ? told.output : 'offline';
  } catch {
    return 'offline';
  }
}

function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/\s/gu, '');
}
