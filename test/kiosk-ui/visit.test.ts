import { describe, expect, it } from 'vitest';
import {
  AT_REST,
  cardRead,
  issued,
  job,
  LAYING,
  NEXT_LAYING,
  NOT_KNOWN,
  NOT_YET,
  RESIDENCE,
  SLIP_JOB,
} from './machine.ts';
import { REQUEST, Walk } from './walk.ts';

describe('the way of most people', () => {
  it('goes from a laid card to a taken paper with two taps', () => {
    const walk = new Walk().printing();
    walk.machine({ jobs: [job('printing')] }).shows('printing');
    walk.machine({ jobs: [job('done'), job('queued', null, SLIP_JOB)] }).shows('take');
    walk
      .timeUp()
      .machine({ card: cardRead(LAYING, false) })
      .timeUp()
      .shows('done');
    expect(walk.timeUp().wanted('wipe')).toHaveLength(1);
  });

  it('tells the agent that it is at rest before any card is laid', () => {
    expect(new Walk().idle().sent()).toEqual(['begin']);
  });

  it('hands both orders to the agent, the page first', () => {
    const orders = new Walk()
      .printing()
      .wanted('send')
      .flatMap(({ message }) => ('order' in message ? [message.order] : []));
    expect(orders).toEqual(['order-of-page-1', 'order-of-slip-1']);
  });

  it('hands no slip to a machine without a slip printer', () => {
    const walk = new Walk().machine({ printers: { ...AT_REST.printers, slip: null } });
    expect(
      walk
        .printing()
        .sent()
        .filter((type) => type === 'print'),
    ).toHaveLength(1);
  });

  it('asks for the purpose that was chosen', () => {
    const walk = new Walk().confirm().happens({ type: 'purpose_chosen', code: 'school' });
    walk.happens({ type: 'print_tapped', requestId: REQUEST });
    expect(walk.wanted('ask')).toMatchObject([{ ask: { purpose: 'school', requestId: REQUEST } }]);
  });
});

describe('never twice', () => {
  it('does not open a second visit while the same card lies there', () => {
    const walk = new Walk().home().machine({}).machine({ server: 'down' }).machine({ server: 'up' });
    expect(walk.wanted('open_visit')).toHaveLength(1);
  });

  it('does not ask twice when the print button is hit twice', () => {
    const walk = new Walk().asking().happens({ type: 'print_tapped', requestId: 'another' });
    expect(walk.wanted('ask')).toHaveLength(1);
  });

  it('does not hand an order over again that the agent already has', () => {
    const walk = new Walk().asking().machine({ jobs: [job('printing')] });
    walk.happens({ type: 'issued', requestId: REQUEST, issued: issued() });
    expect(walk.sent().filter((type) => type === 'print')).toHaveLength(1);
  });

  it('ignores an answer that comes a second time', () => {
    const walk = new Walk().printing().happens({ type: 'issued', requestId: REQUEST, issued: issued(2) });
    expect(walk.shows('printing').issued?.copy).toBe(1);
  });

  it('ignores the answer to an old request', () => {
    const walk = new Walk().asking().happens({ type: 'issued', requestId: 'old', issued: issued() });
    expect(walk.shows('printing').issued).toBeUndefined();
  });

  it('ignores the visit of a card that has been replaced meanwhile', () => {
    const walk = new Walk()
      .idle()
      .machine({ card: cardRead() })
      .machine({ card: cardRead(NEXT_LAYING) });
    const session = { maskedName: '', communityName: '', offers: [], unreceived: [] };
    walk.happens({ type: 'visit_opened', assertion: `sealed-${LAYING}`, session }).shows('reading');
    expect(walk.wanted('open_visit')).toHaveLength(2);
  });

  it('keeps the visit when the card is fidgeted with while the paper comes', () => {
    const walk = new Walk()
      .printing()
      .machine({ card: { state: 'none', lying: false } })
      .machine({ card: cardRead(NEXT_LAYING) });
    walk
      .machine({ jobs: [job('done')] })
      .machine({})
      .shows('take');
    expect(walk.wanted('open_visit')).toHaveLength(1);
  });
});

describe('the card', () => {
  it('ends the visit when it stays away for five seconds', () => {
    const walk = new Walk().home().machine({ card: cardRead(LAYING, false) });
    expect(walk.lastTimer('lifted')).toBe(5000);
    walk.timeUp('lifted').shows('done');
  });

  it('leaves time to read on when the answer was no', () => {
    const walk = new Walk().home({ offers: [NOT_YET] }).happens({ type: 'chosen', service: NOT_YET.service });
    walk.machine({ card: cardRead(LAYING, false) }).shows('no');
    expect(walk.lastTimer('lifted')).toBe(20_000);
    walk.timeUp('lifted').shows('done');
  });

  it('is asked for at the end, until it was lifted', () => {
    const walk = new Walk().home().happens({ type: 'finished' });
    walk.shows('done');
    expect(walk.lastTimer()).toBe(10_000);
    walk.machine({ card: cardRead(LAYING, false) }).shows('done');
    expect(walk.lastTimer()).toBe(3000);
  });

  it('starts a visit of its own when it is laid again', () => {
    const walk = new Walk()
      .confirm()
      .machine({ card: { state: 'none', lying: false } })
      .machine({ card: cardRead(NEXT_LAYING) });
    walk.shows('reading');
    expect(walk.lastTimer('lifted')).toBe('stopped');
  });

  it('does not count as lifted when the reader cannot see', () => {
    const walk = new Walk().home().machine({
      reader: { ...AT_REST.reader, state: 'lost', fault: 'reader_absent' },
      card: { state: 'none', lying: false },
    });
    expect(walk.lastTimer('lifted')).toBeUndefined();
  });

  it('may be lifted while the paper comes', () => {
    const walk = new Walk().printing().machine({ card: { state: 'none', lying: false } });
    expect(walk.lastTimer('lifted')).toBeUndefined();
    walk.timeUp('lifted').shows('printing');
  });

  it.each(['card_removed_in_read', 'card_refused', 'card_not_identity', 'card_unreadable'] as const)(
    'says what is wrong (%s), and rests again once it was lifted',
    (fault) => {
      const walk = new Walk().idle().machine({ card: { state: 'failed', fault, lying: true } });
      expect(walk.shows('fault').trouble).toBe(fault);
      walk
        .machine({ card: { state: 'failed', fault, lying: false } })
        .timeUp()
        .shows('idle');
      walk.machine({}).shows('idle');
      walk.machine({ card: { state: 'failed', fault, lying: true } }).shows('fault');
    },
  );

  it('left from before the page was loaded is forgotten, not opened', () => {
    const walk = new Walk().machine({ card: cardRead(LAYING, false), jobs: [job('done')] });
    expect(walk.machine({}).sent()).toEqual(['end_visit', 'begin']);
    expect(walk.wanted('open_visit')).toEqual([]);
  });
});

describe('a service that cannot be had', () => {
  it.each([
    ['no', NOT_YET],
    ['unknown', NOT_KNOWN],
  ] as const)('shows why (%s) and leads back', (result, offer) => {
    const walk = new Walk().home({ offers: [offer] }).happens({ type: 'chosen', service: offer.service });
    expect(walk.shows('no').offer.decision.result).toBe(result);
    walk.happens({ type: 'back_tapped' }).shows('home');
  });

  it('cannot be chosen on a machine without its printer', () => {
    const walk = new Walk().machine({ printers: { ...AT_REST.printers, page: null } }).home();
    walk.happens({ type: 'chosen', service: RESIDENCE.service }).shows('home');
  });

  it('shows the reasons when the server changes its mind at the last moment', () => {
    const refusal = { kind: 'not_eligible', decision: NOT_YET.decision } as const;
    const walk = new Walk().asking().happens({ type: 'not_issued', requestId: REQUEST, refusal });
    expect(walk.shows('no').offer.decision).toEqual(NOT_YET.decision);
  });
});

describe('time', () => {
  it('asks after a minute, counts thirty seconds, then says goodbye', () => {
    const walk = new Walk().home();
    expect(walk.lastTimer()).toBe(60_000);
    expect(walk.timeUp().shows('ask-still').secondsLeft).toBe(30);
    walk.timeUp('screen', 29).shows('ask-still');
    walk.timeUp().shows('done');
  });

  it('waits ninety seconds for those with large letters', () => {
    expect(new Walk().home().happens({ type: 'size_tapped' }).lastTimer()).toBe(90_000);
  });

  it('starts anew with every touch', () => {
    const walk = new Walk().home();
    const before = walk.wanted('start_timer').length;
    expect(walk.happens({ type: 'touched' }).wanted('start_timer')).toHaveLength(before + 1);
  });

  it('can be extended as often as anybody likes', () => {
    const walk = new Walk().confirm();
    for (let round = 0; round < 20; round += 1)
      walk.timeUp().happens({ type: 'still_here' }).shows('confirm');
  });

  it('leaves a forgotten card one more reminder before the goodbye', () => {
    const walk = new Walk().printing().machine({ jobs: [job('done')] });
    expect(walk.timeUp().shows('take').reminded).toBe(true);
    walk.timeUp().shows('done');
  });
});
