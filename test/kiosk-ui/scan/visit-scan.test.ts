import { describe, expect, it } from 'vitest';
import type { VisitEvent } from '../../../kiosk-ui/src/visit/event.ts';
import type { At } from '../../../kiosk-ui/src/visit/state.ts';
import { AT_REST, cardRead, job, LAYING, NEXT_LAYING, NOT_YET, photo, RESIDENCE } from '../machine.ts';
import { REQUEST, Walk } from '../walk.ts';

const OURS: VisitEvent = { type: 'scanned', code: 'HTTPS://LINLI.EXAMPLE/C#123' };
const OTHER: VisitEvent = { type: 'scanned', code: '6901234567892' };
const DAMAGED = { kind: 'damaged' } as const;

describe('a code held to a machine at rest', () => {
  it('has the paper checked when it is that of a certificate', () => {
    const walk = new Walk().idle().happens(OURS);
    expect(walk.shows('scanned').verdict).toBeUndefined();
    expect(walk.wanted('check_paper')).toEqual([{ type: 'check_paper', digits: '123' }]);
    walk.happens({ type: 'paper_checked', digits: '123', verdict: DAMAGED });
    expect(walk.shows('scanned').verdict).toEqual(DAMAGED);
  });

  it.each([
    '6901234567892',
    'https://linli.example/C',
    'https://linli.example/C#12a',
    'https://linli.example/D#12',
    'WIFI:T:WPA;S:somebody;P:secret;;',
    'javascript:alert(1)//C#12',
  ])('says that there is no use for %s, and asks nobody', (code) => {
    const walk = new Walk().idle().happens({ type: 'scanned', code });
    expect(walk.shows('scanned').verdict).toEqual({ kind: 'not_ours' });
    expect(walk.wanted('check_paper')).toEqual([]);
  });

  it('is the same in small letters, as a keyboard with locked capitals types it', () => {
    const walk = new Walk().idle().happens({ type: 'scanned', code: 'https://linli.example/c#123' });
    expect(walk.wanted('check_paper')).toHaveLength(1);
  });

  it('makes room for the next code at once; the answer about the first one is not believed', () => {
    const next: VisitEvent = { type: 'scanned', code: 'HTTPS://LINLI.EXAMPLE/C#456' };
    const walk = new Walk().idle().happens(OURS, next);
    walk.happens({ type: 'paper_checked', digits: '123', verdict: DAMAGED });
    expect(walk.shows('scanned')).toMatchObject({ digits: '456', verdict: undefined });
  });

  it('goes away by itself, and with a tap', () => {
    const walk = new Walk().idle().happens(OTHER);
    expect(walk.lastTimer()).toBe(12_000);
    walk.timeUp().shows('idle');
    walk.happens(OTHER, { type: 'back_tapped' }).shows('idle');
  });

  it('stays while somebody touches the glass', () => {
    const walk = new Walk().idle().happens(OTHER);
    const before = walk.wanted('start_timer').length;
    expect(walk.happens({ type: 'touched' }).wanted('start_timer')).toHaveLength(before + 1);
  });

  it('says that it cannot be checked when nobody answers', () => {
    const walk = new Walk().idle().happens(OURS).timeUp();
    expect(walk.shows('scanned').verdict).toEqual({ kind: 'not_checked' });
    walk.happens({ type: 'paper_checked', digits: '123', verdict: DAMAGED });
    expect(walk.shows('scanned').verdict).toEqual({ kind: 'not_checked' });
  });

  it('gives way to a card', () => {
    const walk = new Walk().idle().happens(OURS);
    walk.machine({ card: { state: 'reading' } }).shows('reading');
    walk.machine({ card: cardRead() });
    expect(walk.wanted('open_visit')).toHaveLength(1);
    walk.happens({ type: 'paper_checked', digits: '123', verdict: DAMAGED }).shows('reading');
  });

  it('gives way to a reader that fails, and stays when something else changes', () => {
    const walk = new Walk().idle().happens(OTHER);
    walk.machine({ printers: { ...AT_REST.printers, slip: null } }).shows('scanned');
    walk.machine({ reader: { ...AT_REST.reader, state: 'lost', fault: 'reader_absent' } }).shows('paused');
  });
});

describe('a code held to a machine that is busy with somebody', () => {
  const walks: [At, () => Walk][] = [
    ['paused', () => new Walk().machine({ server: 'down' })],
    ['reading', () => new Walk().idle().machine({ card: { state: 'reading' } })],
    ['home', () => new Walk().home()],
    ['confirm', () => new Walk().confirm()],
    ['printing', () => new Walk().printing()],
    ['take', () => new Walk().printing().machine({ jobs: [job('done')] })],
    [
      'no',
      () => new Walk().home({ offers: [NOT_YET] }).happens({ type: 'chosen', service: RESIDENCE.service }),
    ],
    ['ask-still', () => new Walk().home().timeUp()],
    [
      'fault',
      () =>
        new Walk().asking().happens({
          type: 'not_issued',
          requestId: REQUEST,
          refusal: { kind: 'problem', code: 'level_too_low' },
        }),
    ],
    ['done', () => new Walk().home().happens({ type: 'finished' })],
  ];
  it.each(walks)('changes nothing on %s', (at, walk) => {
    const walked = walk();
    walked.shows(at);
    const { state, effects } = walked;
    const wanted = effects.length;
    for (const scan of [OURS, OTHER]) walked.happens(scan);
    expect(walked.state).toBe(state);
    expect(walked.effects).toHaveLength(wanted);
  });
});

describe('the photo on the card', () => {
  it('is shown to its holder and goes with the visit', () => {
    const walk = new Walk().home().happens({ type: 'photo', photo: photo() });
    expect(walk.shows('home').photo?.laying).toBe(LAYING);
    expect(walk.happens({ type: 'finished' }).shows('done').photo).toBeUndefined();
  });

  it('may overtake the news that its card was read', () => {
    const walk = new Walk().idle().machine({ card: { state: 'reading' } });
    walk.happens({ type: 'photo', photo: photo() }).machine({ card: cardRead() });
    const session = { maskedName: '', communityName: '', offers: [], unreceived: [] };
    walk.happens({ type: 'visit_opened', assertion: `sealed-${LAYING}`, session });
    expect(walk.shows('home').photo?.laying).toBe(LAYING);
  });

  it('of another card is let go at once', () => {
    const walk = new Walk().home().happens({ type: 'photo', photo: photo(NEXT_LAYING) });
    expect(walk.shows('home').photo).toBeUndefined();
  });

  it('does not outlive the card that is replaced', () => {
    const walk = new Walk().home().happens({ type: 'photo', photo: photo() });
    expect(walk.machine({ card: cardRead(NEXT_LAYING) }).shows('reading').photo).toBeUndefined();
  });

  it('is not kept by a machine at rest', () => {
    expect(new Walk().idle().happens({ type: 'photo', photo: photo() }).state.photo).toBeUndefined();
  });
});

describe('a card that somebody forgot', () => {
  const FORGOTTEN = { state: 'none', lying: true } as const;

  it('is not a visit and not a fault: the machine rests until it is lifted', () => {
    const walk = new Walk().idle().machine({ card: FORGOTTEN });
    walk.shows('idle');
    walk.machine({ card: { state: 'none', lying: false } }).shows('idle');
    expect(walk.wanted('open_visit')).toEqual([]);
  });

  it('is still asked for after the agent has let go of it', () => {
    const walk = new Walk().home().happens({ type: 'finished' }).machine({ card: FORGOTTEN });
    walk.shows('done');
    expect(walk.lastTimer()).toBe(10_000);
    walk.machine({ card: { state: 'none', lying: false } });
    expect(walk.lastTimer()).toBe(3000);
  });

  it('does not count as lifted in the middle of a visit', () => {
    const walk = new Walk().home().machine({ card: FORGOTTEN });
    expect(walk.lastTimer('lifted')).toBeUndefined();
  });
});
