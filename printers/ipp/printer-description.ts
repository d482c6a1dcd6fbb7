/** What a page printer says of itself beyond its conditions: for whoever installs it (RFC 8011 5.4, PWG 5100.9). */
import { groupsOf, keywords, numberOf, stringOf, stringsOf } from './attributes.ts';
import { IppClient, IppFault } from './client.ts';
import { type Attributes, GROUP } from './codec.ts';

export interface PrinterDescription {
  /** Undefined is what it did not tell. */
  readonly model: string | undefined;
  /** 3 idle, 4 processing, 5 stopped. */
  readonly state: number | undefined;
  /** Its own keywords, `none` left out. */
  readonly reasons: readonly string[];
  /** MIME types of documents that it takes. */
  readonly formats: readonly string[];
}

const GET_PRINTER_ATTRIBUTES = 0x000b;
const WANTED = [
  'printer-make-and-model',
  'printer-state',
  'printer-state-reasons',
  'document-format-supported',
] as const;

/** Undefined when nothing there answers in IPP; without a state when what answers is no printer. @throws TypeError for an address that is none */
export async function describePrinter(
  url: string,
  answerWithinMs = 5000,
): Promise<PrinterDescription | undefined> {
  const client = new IppClient({ url, answerWithinMs });
  try {
    const about: Attributes = new Map([['requested-attributes', keywords(...WANTED)]]);
    const answer = await client.ask({ operation: GET_PRINTER_ATTRIBUTES, about });
    const [printer] = groupsOf(answer, GROUP.printer);
    return descriptionIn(printer ?? new Map());
  } catch (fault) {
    if (!(fault instanceof IppFault)) throw fault;
    return undefined;
  } finally {
    client.close();
  }
}

function descriptionIn(printer: Attributes): PrinterDescription {
  return {
    model: stringOf(printer, 'printer-make-and-model'),
    state: numberOf(printer, 'printer-state'),
    reasons: stringsOf(printer, 'printer-state-reasons').filter((reason) => reason !== 'none'),
    formats: stringsOf(printer, 'document-format-supported'),
  };
}
