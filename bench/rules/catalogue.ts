/** The whole catalogue read, linted, held to its examples, and then to its boundaries and wrong turns: in a process of its own, cold. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { percentile, print } from '../report/figure.ts';

const ROUNDS = 5;
const PROGRAM = join(import.meta.dirname, 'catalogue-process.ts');
const AIM_MS = 1000;

interface Read {
  readonly services: number;
  readonly loadMs: number;
  readonly proveMs: number;
}

export function benchCatalogue(): Promise<void> {
  const reads = Array.from({ length: ROUNDS }, () => readOnce());
  const services = reads[0]?.services ?? 0;
  const of = (pick: (read: Read) => number): number => percentile(reads.map(pick), 0.5);
  const figure = (name: string, value: number, against: string): void =>
    print({ bench: 'rules', figure: name, value, unit: 'ms', against });
  figure(
    'catalogue_load_and_lint',
    of(({ loadMs }) => loadMs),
    `${services} services; aim below ${AIM_MS}`,
  );
  figure(
    'catalogue_prove',
    of(({ proveMs }) => proveMs),
    'boundaries and mutations besides, as `lint` does; no aim',
  );
  return Promise.resolve();
}

function readOnce(): Read {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Read;
}
