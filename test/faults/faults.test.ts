/** A sample of the fault run, and proof that its judge can condemn: each test of the second part breaks one thing on purpose. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrintEvent, PrinterDriver } from '#printers/contract.ts';
import { runPoints, withFolder } from './lanes.ts';
import { pointsOf } from './plan.ts';
import { randomOf } from './random.ts';
import { type DriverMaker, realDriver } from './slip/driver.ts';
import type { SlipVariant } from './slip/far-end.ts';
import { SLIP_FAULTS } from './slip/faults.ts';
import { SlipRun, undisturbed } from './slip/run.ts';
import { Tally } from './tally.ts';

const SAMPLE = 800;
const SEED = 1;

it('prints nothing twice, loses nothing and says nothing untrue in a sample of all faults', async () => {
  const tally = new Tally();
  await withFolder(async (root) => {
    const points = await pointsOf({ seed: SEED, runs: SAMPLE, only: undefined }, root);
    await runPoints(points, { root, seed: SEED }, ({ kind, name }, result) => tally.add(kind, name, result));
  });
  expect(tally.failures).toEqual([]);
  expect(tally.sum.runs).toBeGreaterThan(SAMPLE / 2);
}, 120_000);

describe('the judge of a fault run', () => {
  const variant: SlipVariant = { completion: 'stream_ack', tempo: 'at_once' };
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'faults-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** What is said of a driver that does not do as it should, when the fault strikes in the middle of the slip. */
  async function verdictOn(makeDriver: DriverMaker, kind: string): Promise<string | undefined> {
    const { passed, rows } = await undisturbed(root, variant);
    const fault = SLIP_FAULTS.find((one) => one.kind === kind);
    if (fault === undefined) throw new Error(`no fault is called ${kind}`);
    const point = { fault, variant, at: Math.floor(passed.length / 2) };
    const bench = { root, random: randomOf('1'), reference: rows, makeDriver };
    return (await new SlipRun(point, bench).result()).wrong;
  }

  /** The product's driver, except for what is given. */
  const driverBut =
    (change: (driver: PrinterDriver) => Partial<PrinterDriver>): DriverMaker =>
    (...args) => {
      const driver = realDriver(...args);
      const whole: PrinterDriver = {
        kind: driver.kind,
        status: () => driver.status(),
        print: (...job) => driver.print(...job),
        recover: (job) => driver.recover(job),
        capabilities: () => driver.capabilities(),
        retract: () => driver.retract(),
        onChange: (hear) => driver.onChange(hear),
        close: () => driver.close(),
      };
      return { ...whole, ...change(driver) };
    };

  const endingWith = (type: 'done' | 'not_printed' | 'uncertain') =>
    driverBut((driver) => ({
      async *print(...job) {
        for await (const event of driver.print(...job)) yield isOutcome(event) ? outcome(type) : event;
      },
    }));

  it('finds nothing wrong with the driver as it is', async () => {
    expect(await verdictOn(realDriver, 'power_blink')).toBeUndefined();
  });

  it('condemns a driver that sends a slip again when it does not know', async () => {
    const twice = driverBut((driver) => ({
      async *print(job, signal) {
        let isInDoubt = false;
        for await (const event of driver.print(job, signal)) {
          isInDoubt = event.type === 'uncertain';
          if (!isInDoubt) yield event;
        }
        if (!isInDoubt) return;
        for await (const event of driver.print(job, signal)) if (isOutcome(event)) yield event;
      },
    }));
    expect(await verdictOn(twice, 'cable_back')).toBe('printed_twice');
  });

  it('condemns a driver that prints again in its second life', async () => {
    const reprinting = driverBut(() => ({
      recover: async () => ({ type: 'not_printed', reason: 'surely not' }),
    }));
    expect(await verdictOn(reprinting, 'agent_killed')).toBe('not_printed_though_begun');
  });

  it.each([
    ['done', 'power_blink', 'done_without_paper'],
    ['not_printed', 'cable_torn', 'not_printed_though_begun'],
    ['uncertain', 'paper_filled', 'needlessly_uncertain'],
  ] as const)('condemns a driver that always says %s', async (said, kind, wrong) => {
    expect(await verdictOn(endingWith(said), kind)).toBe(wrong);
  });
});

function isOutcome({ type }: PrintEvent): boolean {
  return type === 'done' || type === 'not_printed' || type === 'uncertain';
}

function outcome(type: 'done' | 'not_printed' | 'uncertain'): PrintEvent {
  return type === 'done' ? { type, evidence: 'a hunch' } : { type, reason: 'a hunch' };
}
