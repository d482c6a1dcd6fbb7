/** What a code means that somebody held to the scanner. A screen that expects none does not notice. */
import { CODE_PATH } from '#server/contract/paper/certificate-code.ts';
import type { Verdict } from '#server/contract/paper/code-verdict.ts';
import type { Step, VisitEvent } from './event.ts';
import type { State } from './state.ts';
import { stay, to } from './to.ts';

/** `HTTPS://HOST/C#<digits>`, in either case: a scanner that types may have its capitals locked. */
const CERTIFICATE = new RegExp(`^https?://[^/#\\s]+${CODE_PATH}#(?<digits>\\d+)$`, 'iu');

export function scanned(state: State, code: string): Step {
  if (state.at !== 'idle' && state.at !== 'scanned') return stay(state);
  const digits = CERTIFICATE.exec(code.trim())?.groups?.['digits'];
  if (digits === undefined) {
    return stay(to(state, { at: 'scanned', digits, verdict: { kind: 'not_ours' } }));
  }
  return stay(to(state, { at: 'scanned', digits, verdict: undefined }), { type: 'check_paper', digits });
}

/** A code of which all that can be known is good: now the paper has to say the same. Of any other it need not be shown. */
export function isToBeCompared(
  verdict: Verdict | undefined,
): verdict is Extract<Verdict, { kind: 'valid' | 'valid_status_unchecked' }> {
  return verdict?.kind === 'valid' || verdict?.kind === 'valid_status_unchecked';
}

/** An answer about another paper changes nothing. */
export function paperChecked(
  state: State,
  { digits, verdict }: Extract<VisitEvent, { type: 'paper_checked' }>,
): State {
  const isAwaited = state.at === 'scanned' && state.digits === digits && state.verdict === undefined;
  return isAwaited ? { ...state, verdict } : state;
}
