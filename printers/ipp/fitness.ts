/** Whether a page printer can be trusted with a page at all, before it is given one. */
import type { PrinterDescription } from './told/description.ts';

/** Create-Job and Send-Document: with Print-Job alone its number of the job would not be known before byte one. */
const NEEDED_OPERATIONS = [0x0005, 0x0006] as const;

/**
 * `no_format`: it does not take the document. `no_jobs`: it cannot make a job before the document.
 * `prints_again`: a CUPS queue that prints a job anew when it takes the first try for a failure.
 */
export type Unfit = 'no_format' | 'no_jobs' | 'prints_again';

/** Undefined when nothing speaks against it; what a printer does not tell does not. */
export function whyUnfit(
  { formats, operations, queue }: PrinterDescription,
  mediaType: string,
): Unfit | undefined {
  if (formats.length > 0 && !formats.includes(mediaType)) return 'no_format';
  if (operations.length > 0 && !NEEDED_OPERATIONS.every((needed) => operations.includes(needed)))
    return 'no_jobs';
  return queue?.errorPolicy?.startsWith('retry-') ? 'prints_again' : undefined;
}

export function sentenceOf(unfit: Unfit, mediaType: string): string {
  switch (unfit) {
    case 'no_format':
      return `the printer does not take ${mediaType}`;
    case 'no_jobs':
      return 'the printer has no Create-Job and Send-Document';
    case 'prints_again':
      return 'this CUPS queue prints again by itself (printer-error-policy)';
    default:
      return unfit satisfies never;
  }
}
