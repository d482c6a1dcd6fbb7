import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { serviceId } from '#server/contract/words.ts';
import { holdOf } from '../../kiosk-ui/src/visit/machine.ts';
import { AT_REST, issued, job, pageNeeds, RESIDENCE, SLIP_JOB, UNCERTAIN } from './machine.ts';
import { COPY_REQUEST, REQUEST, Walk } from './walk.ts';

const NEW_JOB = '7c0f5e1a-0000-4000-8000-00000000000c';
const LATER = parse(serviceId, 'later');
const UNREACHABLE = { kind: 'unreachable' } as const;

describe('a paper of a former visit', () => {
  const back = () => new Walk().home({ unreceived: [UNCERTAIN] });
  const asked = () => back().happens({ type: 'unreceived_chosen', number: UNCERTAIN.number });

  it('is asked about when it may have come out, and told to the server when the resident has it', () => {
    expect(asked().shows('fault').trouble).toBe('print_uncertain');
    const walk = asked().happens({ type: 'paper_came' });
    expect(walk.wanted('bear_witness')).toMatchObject([{ number: UNCERTAIN.number, copy: 1 }]);
    expect(walk.shows('home').session.unreceived).toEqual([]);
  });

  it('is printed once more under its own number', () => {
    const walk = asked().happens({ type: 'copy_tapped', requestId: COPY_REQUEST });
    const { number } = UNCERTAIN;
    expect(walk.wanted('ask')[0]?.ask).toEqual({
      ...{ kind: 'copy', requestId: COPY_REQUEST, number, reason: 'uncertain' },
    });
  });

  it('can be left for another day', () => {
    expect(asked().happens({ type: 'back_tapped' }).shows('home').session.unreceived).toEqual([UNCERTAIN]);
  });

  it('changes nothing when it is not known, or its service is not offered here', () => {
    back().happens({ type: 'unreceived_chosen', number: 'other' }).shows('home');
    const unreceived = [{ ...UNCERTAIN, service: LATER }];
    new Walk()
      .home({ unreceived })
      .happens({ type: 'unreceived_chosen', number: UNCERTAIN.number })
      .shows('home');
  });
});

describe('the paper', () => {
  it('that the resident saw is told to the server, and is still to be taken', () => {
    const walk = new Walk()
      .printing()
      .machine({ jobs: [job('uncertain')] })
      .happens({ type: 'paper_came' });
    walk.shows('take');
    expect(walk.wanted('bear_witness')).toMatchObject([{ number: '610202001001-2026-000173', copy: 1 }]);
  });

  it('says what the printer lacks and goes on by itself', () => {
    const walk = new Walk().printing().machine({ ...pageNeeds('paper_out'), jobs: [job('blocked')] });
    expect(walk.lastTimer()).toBe(120_000);
    walk.machine({ printers: AT_REST.printers, jobs: [job('done')] }).shows('take');
  });

  it.each([
    ['somebody else prints', job('waiting')],
    ['the document cannot be fetched', job('waiting', 'server_unreachable')],
    ['the disk is full', job('waiting', 'disk_full')],
  ])('may be given up while %s', (_, held) => {
    const walk = new Walk().printing().machine({ jobs: [held] });
    expect(walk.lastTimer()).toBe(120_000);
    walk.happens({ type: 'finished' }).shows('done');
  });

  it('waits for another paper to be taken away, and says so; the own one in the mouth is no trouble', () => {
    const walk = new Walk().printing().machine({ ...pageNeeds('paper_waiting'), jobs: [job('waiting')] });
    expect(holdOf(walk.shows('printing'))).toBe('paper_waiting');
    walk.machine({ jobs: [job('printing')] });
    expect(holdOf(walk.shows('printing'))).toBeUndefined();
    walk.machine({ ...pageNeeds('paper_waiting', 'jam'), jobs: [job('blocked')] });
    expect(holdOf(walk.shows('printing'))).toBe('jam');
  });

  it('may be left to the machine while it is stuck, never while it prints', () => {
    const walk = new Walk().printing().happens({ type: 'finished' });
    walk.shows('printing');
    walk.machine({ ...pageNeeds('jam'), jobs: [job('waiting')] }).happens({ type: 'finished' });
    expect(walk.shows('done').paper).toBe('called_off');
  });

  it('comes though nobody has answered yet whether he is there', () => {
    const walk = new Walk()
      .printing()
      .machine({ ...pageNeeds('cover_open'), jobs: [job('blocked')] })
      .timeUp();
    walk.shows('ask-still');
    walk.machine({ printers: AT_REST.printers, jobs: [job('done')] }).shows('take');
  });

  it.each([
    ['uncertain', 'print_uncertain'],
    ['not_printed', 'not_printed'],
  ] as const)(
    'of unknown fate is said to be so (%s), and one more copy can be asked for',
    (outcome, trouble) => {
      const walk = new Walk().printing().machine({ jobs: [job(outcome)] });
      expect(walk.shows('fault').trouble).toBe(trouble);
      walk.happens({ type: 'copy_tapped', requestId: COPY_REQUEST }).shows('printing');
      expect(walk.wanted('ask')[1]?.ask).toEqual({
        kind: 'copy',
        requestId: COPY_REQUEST,
        number: '610202001001-2026-000173',
        reason: outcome,
      });
      walk
        .happens({ type: 'issued', requestId: COPY_REQUEST, issued: issued(2, NEW_JOB, SLIP_JOB) })
        .shows('printing');
      walk.machine({
        jobs: [job(outcome), { ...job('done'), job: issued(2, NEW_JOB).orders[0]?.job ?? job('done').job }],
      });
      expect(walk.shows('take').issued.copy).toBe(2);
    },
  );

  it('that lies there after all is taken', () => {
    new Walk()
      .printing()
      .machine({ jobs: [job('uncertain')] })
      .happens({ type: 'paper_came' })
      .shows('take');
    new Walk()
      .printing()
      .machine({ jobs: [job('uncertain')] })
      .machine({ jobs: [job('done')] })
      .shows('take');
  });

  it('of which nothing is heard for three minutes is of unknown fate', () => {
    const walk = new Walk().printing();
    expect(walk.lastTimer()).toBe(180_000);
    expect(walk.timeUp().shows('fault').trouble).toBe('print_uncertain');
  });

  it('that the agent refuses to print names the reason', () => {
    const walk = new Walk().printing().machine({ jobs: [job('refused', 'order_altered')] });
    expect(walk.shows('fault').trouble).toBe('order_altered');
    walk.happens({ type: 'back_tapped' }).shows('home');
  });

  it('is taken though the slip fails', () => {
    const walk = new Walk().printing();
    walk.machine({ jobs: [job('done'), job('not_printed', null, SLIP_JOB)] }).shows('take');
  });
});

describe('the server', () => {
  it('is asked three times with the same request before anybody is bothered, and again on a tap', () => {
    const walk = new Walk().asking();
    for (const _ of [1, 2]) {
      walk
        .happens({ type: 'not_issued', requestId: REQUEST, refusal: UNREACHABLE })
        .timeUp()
        .shows('printing');
    }
    walk.happens({ type: 'not_issued', requestId: REQUEST, refusal: UNREACHABLE });
    expect(walk.shows('fault').trouble).toBe('server_unreachable');
    walk.happens({ type: 'again_tapped' }).shows('printing');
    expect(new Set(walk.wanted('ask').map(({ ask }) => ask.requestId))).toEqual(new Set([REQUEST]));
    expect(walk.wanted('ask')).toHaveLength(4);
  });

  it('that refuses the card asks for the card again and lets the agent forget it', () => {
    const walk = new Walk()
      .idle()
      .machine({ card: { state: 'read', laying: REQUEST, maskedName: '', assertion: 'a', lying: true } });
    const refusal = { kind: 'problem', code: 'assertion_replayed' } as const;
    walk.happens({ type: 'visit_refused', assertion: 'a', refusal });
    expect(walk.shows('fault').remedy.kind).toBe('lay_again');
    expect(walk.sent().slice(-2)).toEqual(['end_visit', 'begin']);
  });

  it.each(['glyphs_missing', 'visit_over', 'copy_still_live', 'level_too_low'] as const)(
    'that says %s is not asked again',
    (code) => {
      const refusal = { kind: 'problem', code } as const;
      const walk = new Walk().asking().happens({ type: 'not_issued', requestId: REQUEST, refusal });
      expect(walk.shows('fault').trouble).toBe(code);
      expect(walk.wanted('ask')).toHaveLength(1);
    },
  );
});

describe('the machine', () => {
  it('rests while the reader is away and wakes when it is back', () => {
    const walk = new Walk()
      .idle()
      .machine({ reader: { ...AT_REST.reader, state: 'backoff', fault: 'reader_silent' } });
    expect(walk.shows('paused').why).toBe('reader_silent');
    walk.machine({ reader: AT_REST.reader }).shows('idle');
  });

  it('rests while the server is away', () => {
    expect(new Walk().machine({ server: 'down' }).shows('paused').why).toBe('server_unreachable');
  });

  it('lets a resident go on whose reader was pulled out', () => {
    const walk = new Walk()
      .home()
      .machine({ reader: { ...AT_REST.reader, state: 'lost', fault: 'reader_absent' } });
    walk.happens({ type: 'chosen', service: RESIDENCE.service }).shows('confirm');
  });

  it('is loaded afresh when a file of the page did not come, whatever the machine says meanwhile', () => {
    const walk = new Walk().idle().happens({ type: 'page_incomplete' }).machine({});
    expect(walk.shows('paused').why).toBe('page_incomplete');
    expect(walk.timeUp().wanted('wipe')).toHaveLength(1);
  });

  it('sends a resident to look for the paper when the agent dies in the middle', () => {
    expect(new Walk().home().happens({ type: 'agent_lost' }).shows('paused').why).toBe('agent_lost');
    const walk = new Walk().printing().happens({ type: 'agent_lost' });
    expect(walk.shows('paused').why).toBe('agent_lost_with_paper');
    expect(walk.timeUp().wanted('wipe')).toHaveLength(1);
    walk.machine({}).timeUp().happens({ type: 'agent_lost' });
    expect(walk.wanted('wipe')).toHaveLength(1);
  });
});
