import { describe, expect, it } from 'vitest';
import { cardRead, job, LAYING } from '../machine.ts';
import { Walk } from '../walk.ts';

describe('the page that asks to take the paper', () => {
  const lifted = { card: cardRead(LAYING, false) };

  it('tells of a paper that may be left when nobody moved', () => {
    const walk = new Walk().printing().machine({ jobs: [job('done')] });
    expect(walk.timeUp().sent()).not.toContain('paper_left');
    walk.timeUp().shows('done');
    expect(walk.sent().filter((type) => type === 'paper_left')).toHaveLength(1);
  });

  it('tells of it also when the card was lifted before the paper came', () => {
    const walk = new Walk()
      .printing()
      .machine(lifted)
      .machine({ jobs: [job('done')] });
    walk.timeUp().shows('done');
    expect(walk.sent()).toContain('paper_left');
  });

  it.each([
    ['touched the glass', (walk: Walk) => walk.happens({ type: 'touched' })],
    ['took the card', (walk: Walk) => walk.machine(lifted)],
  ])('tells of nothing when somebody %s', (_, act) => {
    const walk = act(new Walk().printing().machine({ jobs: [job('done')] }));
    walk.timeUp('screen', 2).shows('done');
    expect(walk.sent()).not.toContain('paper_left');
  });

  it('tells of nothing when the resident said that the paper came, or is done', () => {
    const came = new Walk().printing().machine({ jobs: [job('uncertain')] });
    came.happens({ type: 'paper_came' }).timeUp('screen', 2).shows('done');
    const finished = new Walk().printing().machine({ jobs: [job('done')] });
    finished.happens({ type: 'finished' }).shows('done');
    expect([...came.sent(), ...finished.sent()]).not.toContain('paper_left');
  });
});
