import { afterEach, describe, expect, it } from 'vitest';
import { ALL } from '../../sim/departments/departments.ts';
import { CANARY, type Fault } from '../../sim/departments/faults.ts';
import { type FarEnd, openFarEnd, WANG } from './far-end.ts';

const SOURCE = 'police.residence';
let far: FarEnd;
afterEach(() => far.close());

/** Silence is waited out; whatever else is wrong has all the time that a busy machine takes. */
const SILENT: ReadonlySet<string> = new Set(['hang', 'slow', 'drip']);
const WAITED_OUT_MS = 400;
const PATIENCE_MS = 15_000;

async function farEndWith(fault: Fault, flavour: 'national' | 'xroad', source = SOURCE): Promise<void> {
  const answerWithinMs = SILENT.has(fault.kind) ? WAITED_OUT_MS : PATIENCE_MS;
  far = await openFarEnd({ flavour, pace: { answerWithinMs } });
  await far.sim.setFault(source, fault);
}

describe.each(['national', 'xroad'] as const)('over %s', (flavour) => {
  it.each<[Fault, string]>([
    [{ kind: 'down' }, 'unreachable'],
    [{ kind: 'half_answer' }, 'unreachable'],
    [{ kind: 'error_500' }, 'server_error'],
    [{ kind: 'hang' }, 'timed_out'],
    [{ kind: 'slow', ms: 60_000 }, 'timed_out'],
    [{ kind: 'garbage' }, 'malformed'],
    [{ kind: 'endless' }, 'too_long'],
    [{ kind: 'drip' }, 'timed_out'],
    [{ kind: 'html' }, flavour === 'national' ? 'malformed' : 'not_ours'],
    [{ kind: 'empty' }, 'malformed'],
    [{ kind: 'twice_told' }, 'malformed'],
    [{ kind: 'another_person' }, 'not_ours'],
    [{ kind: 'error_404' }, 'malformed'],
    [{ kind: 'moved' }, 'unreachable'],
  ])('takes %j for unavailable, and tells staff why', async (fault, code) => {
    await farEndWith(fault, flavour);
    expect((await far.ask()).answer).toEqual({ state: 'unavailable' });
    expect(far.logged).toEqual([`{"event":"department_silent","fault":"${code}","where":"${SOURCE}"}`]);
  });

  it('is unavailable when nobody listens, and hears again when somebody does', async () => {
    await farEndWith({ kind: 'down' }, flavour, ALL);
    expect((await far.ask()).answer).toEqual({ state: 'unavailable' });
    await far.sim.setFault(ALL, undefined);
    expect((await far.ask()).answer.state).toBe('facts');
  });

  it.each<[Fault['kind'], string]>([
    ['not_permitted', 'not_permitted'],
    ['wrong_secret', flavour === 'national' ? 'signature_refused' : 'not_permitted'],
  ])('takes %s for refused', async (kind, code) => {
    await farEndWith({ kind } as Fault, flavour);
    expect((await far.ask()).answer).toEqual({ state: 'refused' });
    expect(far.logged).toEqual([`{"event":"department_silent","fault":"${code}","where":"${SOURCE}"}`]);
  });

  it('drops what it did not ask for, before anything is answered or logged', async () => {
    await farEndWith({ kind: 'extra_fields' }, flavour);
    const answered = await far.ask();
    expect(answered.answer).toMatchObject({ state: 'facts', facts: { 'residence.since': '2020-01-01' } });
    expect(JSON.stringify([answered, far.logged])).not.toContain(CANARY);
  });

  it('knows no fact whose value has the wrong type, and says which', async () => {
    await farEndWith({ kind: 'wrong_types' }, flavour);
    const answered = await far.ask({ wanted: { facts: ['residence.since'], tables: ['residence.moves'] } });
    expect(answered.answer).toEqual({ state: 'facts', facts: {}, tables: {} });
    expect(far.logged).toEqual([
      `{"event":"department_value_of_wrong_type","where":"${SOURCE} residence.since"}`,
      `{"event":"department_value_of_wrong_type","where":"${SOURCE} residence.moves"}`,
    ]);
    expect(JSON.stringify(answered)).not.toContain(CANARY);
  });

  it('ends the waiting when whoever asked has gone', async () => {
    far = await openFarEnd({ flavour, pace: { answerWithinMs: PATIENCE_MS } });
    await far.sim.setFault(SOURCE, { kind: 'hang' });
    const gone = new AbortController();
    far.sim.onAsked = () => gone.abort();
    expect((await far.ask({}, gone.signal)).answer).toEqual({ state: 'unavailable' });
    expect(far.logged).toEqual([]);
  });

  it('asks nobody for somebody who has gone already', async () => {
    far = await openFarEnd({ flavour });
    expect((await far.ask({}, AbortSignal.abort())).answer).toEqual({ state: 'unavailable' });
    expect(far.sim.asked).toEqual([]);
  });

  it('says neither number nor name in log or evidence', async () => {
    await farEndWith({ kind: 'garbage' }, flavour);
    const { evidence } = await far.ask();
    const kept = JSON.stringify([evidence, far.logged]);
    expect(kept).not.toContain(WANG.idNumber);
    expect(kept).not.toContain(WANG.name);
  });

  it('says from which day an answer is that is too old', async () => {
    far = await openFarEnd({ flavour });
    const permit = { source: 'police.permit', wanted: { facts: ['permit.until'], tables: [] } };
    expect((await far.ask(permit)).answer).toEqual({ state: 'stale', asOf: '2026-11-01' });
    far.clock.now -= 14 * 86_400_000;
    expect((await far.ask(permit)).answer).toMatchObject({ facts: { 'permit.until': '2027-01-01' } });
  });
});

it('is refused by a clock ten minutes ahead, with a reason of its own', async () => {
  await farEndWith({ kind: 'skewed_clock', ms: 600_000 }, 'national', ALL);
  expect((await far.ask()).answer).toEqual({ state: 'refused' });
  expect(far.logged).toEqual([`{"event":"department_silent","fault":"clock_skew","where":"${SOURCE}"}`]);
});

it('asks no exchange that the settings do not name', async () => {
  far = await openFarEnd();
  const { answer, evidence } = await far.ask({ source: 'civil.living' });
  expect(answer).toEqual({ state: 'unavailable' });
  expect(evidence).toMatchObject({ askedBy: undefined, responseHash: undefined });
});

it.each(['wrong_hash', 'wrong_id'] as const)('does not believe an X-Road answer with a %s', async (kind) => {
  await farEndWith({ kind }, 'xroad');
  expect((await far.ask()).answer).toEqual({ state: 'unavailable' });
  expect(far.logged).toEqual([`{"event":"department_silent","fault":"not_ours","where":"${SOURCE}"}`]);
});
