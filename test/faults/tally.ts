/** The sums of a fault run, and the table they make. */
import type { Result, Wrong } from './judgement.ts';

interface Row {
  readonly kind: string;
  runs: number;
  once: number;
  notPrinted: number;
  uncertain: number;
  twice: number;
  lost: number;
  untrue: number;
}

interface Failure {
  readonly kind: string;
  readonly name: string;
  readonly wrong: Wrong;
  readonly account: string;
}

const HEAD = ['fault', 'runs', 'printed once', 'not printed', 'uncertain', 'printed twice', 'lost', 'untrue'];

export class Tally {
  readonly failures: Failure[] = [];
  unstruck = 0;
  readonly #rows = new Map<string, Row>();

  /** A run whose fault never came is no fault run, unless it ended wrong all the same. */
  add(kind: string, name: string, { isStruck, end, wrong, account }: Result): void {
    if (!isStruck && wrong === undefined) {
      this.unstruck += 1;
      return;
    }
    const row = this.#rowOf(kind);
    row.runs += 1;
    if (end === 'done') row.once += 1;
    if (end === 'not_printed' || end === 'refused') row.notPrinted += 1;
    if (end === 'uncertain') row.uncertain += 1;
    if (wrong === undefined) return;
    if (wrong === 'printed_twice') row.twice += 1;
    else if (wrong === 'lost') row.lost += 1;
    else row.untrue += 1;
    this.failures.push({ kind, name, wrong, account });
  }

  get failuresByKind(): Map<string, Failure[]> {
    return Map.groupBy(this.failures, ({ kind, wrong }) => `${kind} ${wrong}`);
  }

  get rows(): Row[] {
    return [...this.#rows.values()].sort((a, b) => a.kind.localeCompare(b.kind));
  }

  get sum(): Row {
    const sum = emptyRow('all');
    for (const row of this.#rows.values())
      for (const key of ['runs', 'once', 'notPrinted', 'uncertain', 'twice', 'lost', 'untrue'] as const)
        sum[key] += row[key];
    return sum;
  }

  /** Markdown. */
  get table(): string {
    const cells = [
      HEAD,
      HEAD.map((_, at) => (at === 0 ? ':--' : '--:')),
      ...[...this.rows, this.sum].map(cellsOf),
    ];
    return cells.map((row) => `| ${row.join(' | ')} |\n`).join('');
  }

  #rowOf(kind: string): Row {
    const row = this.#rows.get(kind) ?? emptyRow(kind);
    this.#rows.set(kind, row);
    return row;
  }
}

function emptyRow(kind: string): Row {
  return { kind, runs: 0, once: 0, notPrinted: 0, uncertain: 0, twice: 0, lost: 0, untrue: 0 };
}

function cellsOf({ kind, runs, once, notPrinted, uncertain, twice, lost, untrue }: Row): string[] {
  return [kind, ...[runs, once, notPrinted, uncertain, twice, lost, untrue].map(String)];
}
