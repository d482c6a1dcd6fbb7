/**
 * The far end of a HID reader's plug, without the plug: reports of the host in, the reader's reports out.
 * No line and no time, so that a test in this process and a device in a guest's kernel can both carry it.
 */
import type { SimCard } from './card-file.ts';
import { type FarFraming, heardIn, reportsOf } from './hid-reports.ts';
import { SamModule, type Step, stepOf } from './sam-module.ts';
import { QuestionParser } from './sam-wire.ts';

/** What goes wrong with the reports of the next answer to a step. */
export type ReportMishap = 'silence' | 'first_lost' | 'middle_lost' | 'swapped' | 'half' | 'strangers';

export class HidCardReader {
  readonly #framing: FarFraming;
  readonly #sam = new SamModule();
  readonly #asked: Step[] = [];
  readonly #mishaps: [step: Step, mishap: ReportMishap][] = [];
  #questions = new QuestionParser();

  constructor(framing: FarFraming) {
    this.#framing = framing;
  }

  /** Every question understood so far, oldest first. */
  get asked(): readonly Step[] {
    return this.#asked;
  }

  lay(card: SimCard): void {
    this.#sam.card = card;
  }

  lift(): void {
    this.#sam.card = null;
  }

  /** Power came back: what was half asked is forgotten. */
  restart(): void {
    this.#sam.restart();
    this.#questions = new QuestionParser();
  }

  /** The next time `step` is asked for, this happens to its answer; several are used up in their order. */
  fail(step: Step, mishap: ReportMishap): void {
    this.#mishaps.push([step, mishap]);
  }

  /** Takes one report of the host (64 bytes, no report number); gives the reports that answer it, in their order. */
  hear(report: Uint8Array): Buffer[] {
    return this.#questions.take(heardIn(this.#framing, report)).flatMap((asked) => {
      const step = stepOf(asked);
      this.#asked.push(step);
      const at = this.#mishaps.findIndex(([about]) => about === step);
      const [[, mishap] = []] = at === -1 ? [] : this.#mishaps.splice(at, 1);
      return spoil(reportsOf(this.#framing, this.#sam.answer(asked)), mishap);
    });
  }
}

function spoil(reports: Buffer[], mishap: ReportMishap | undefined): Buffer[] {
  const middle = Math.floor(reports.length / 2);
  switch (mishap) {
    case undefined:
      return reports;
    case 'silence':
      return [];
    case 'first_lost':
      return reports.slice(1);
    case 'middle_lost':
      return reports.toSpliced(middle, 1);
    case 'swapped':
      return reports.toSpliced(middle - 1, 2, ...reports.slice(middle - 1, middle + 1).toReversed());
    case 'half':
      return reports.slice(0, middle);
    case 'strangers': // an acknowledgement, an empty report and one that counts too far, between all others
      return reports.flatMap((report) => [...[0xff, 0x00, 0x40].map(reportThatBegins), report]);
    default:
      return mishap satisfies never;
  }
}

function reportThatBegins(byte: number): Buffer {
  const report = Buffer.alloc(64);
  report[0] = byte;
  return report;
}
